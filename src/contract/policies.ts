/** What the mathematics leaves open, and an implementation declares: the choices of each policy. */
export const policies = {
  /** softmax of a row wholly masked. */
  allNegInfRow: ['nan', 'zero', 'uniform'],
  /** softmax where a logit is +Infinity. */
  posInfLogit: ['nan', 'limit'],
  /** The mean over no row. */
  allIgnoredMean: ['nan', 'zero'],
  /** A label that is no class. */
  labelOutOfRange: ['error', 'nan'],
} as const

/** The name of a policy. */
export type PolicyName = keyof typeof policies
/** What an implementation declares: a choice for each policy that it follows. */
export type Policies = { readonly [P in PolicyName]?: (typeof policies)[P][number] }
