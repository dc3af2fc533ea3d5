/** The families of laws that the page has no room for; the command line has them. */
export const elsewhere: readonly string[] = [
  'batch-options',
  'batch-vjp',
  'entropy',
  'kl-divergence',
  'hessian',
  'soft-batch',
  'multilabel',
  'z-loss',
]
