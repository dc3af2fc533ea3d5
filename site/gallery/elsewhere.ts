/** The families of laws that the page has no room for; the command line has them. */
export const elsewhere: readonly string[] = [
  'batch-options',
  'batch-vjp',
  'entropy',
  'kl-divergence',
  'hessian',
  'merge-log-sum-exp',
  'soft-batch',
  'training',
  'multilabel',
  'nll-loss',
  'z-loss',
]

/** The mistakes in options that the page does not speak of, where these meet others. */
export const mistakesElsewhere: readonly string[] = [
  'denominator-not-in-the-gradient',
  'ignored-row-multiplied-by-zero',
  'row-weights-not-in-the-gradient',
  'soft-cap-slope-cancels',
  'temperature-after-soft-cap',
  'z-loss-of-ignored-rows',
  'z-loss-squares-the-mean',
]
