/** A sigmoid that is wrong at one logit, as a table with one bad entry is. */
export const name = 'wrong once'
export const format = 'bfloat16'
export const sigmoid = (x: number): number => (x === -0.8203125 ? 0.31 : 1 / (1 + Math.exp(-x)))
export const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))
export const softmax = (z: number[]): number[] => {
  const peak = z.reduce((a, b) => Math.max(a, b))
  const exps = z.map((x) => Math.exp(x - peak))
  const sum = exps.reduce((a, b) => a + b, 0)
  return exps.map((e) => e / sum)
}
