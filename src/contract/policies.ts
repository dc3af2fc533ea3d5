/** What the mathematics leaves open, and an implementation declares: the choices of each policy. */
export const policies = {
  /** softmax of a row wholly masked. */
  allNegInfRow: ['nan', 'zero', 'uniform'],
  /** softmax where a logit is +Infinity. */
  posInfLogit: ['nan', 'limit', 'mixed'],
  /** The binary loss and its gradient at an infinite logit. */
  infiniteLogit: ['nan', 'limit'],
  /** The mean over no row. */
  allIgnoredMean: ['nan', 'zero'],
  /**
   * A label that is no class, and is not ignored: the call ends in an error; or the loss and the
   * gradient of its row are NaN, the sum and the mean with them, and other rows are as they were.
   * What is no integer of 32 bits fits no type of labels, and may end in an error either way.
   */
  labelOutOfRange: ['error', 'nan'],
  /**
   * A target that is NaN or outside [0, 1]: the call ends in an error; or its loss and slope are NaN,
   * the sum and the mean with them; or they are what the formula gives there.
   */
  targetOutOfRange: ['error', 'nan', 'formula'],
  /** NaN among the logits of a row: it reaches what the row answers, or is lost. */
  nan: ['row', 'lost'],
  /** Equal calls: they answer alike to the last bit, or to a rounding. */
  determinism: ['bitwise', 'rounding'],
} as const

/** The name of a policy. */
export type PolicyName = keyof typeof policies
/** What an implementation declares: a choice for each policy that it follows. */
export type Policies = { readonly [P in PolicyName]?: (typeof policies)[P][number] }

/** What is taken where an implementation says nothing; a policy that is not here has no default. */
export const defaultPolicies = { nan: 'row', determinism: 'bitwise' } as const satisfies Policies
