/** A softmax as most people write it first. */
export const name = 'unshifted'
export const version = '1.0.0'
export const softmax = (logits: number[]): number[] => {
  const exps = logits.map(Math.exp)
  const sum = exps.reduce((a, b) => a + b, 0)
  return exps.map((e) => e / sum)
}
