export const name = 'right'
export const softmax = (z) => {
  const e = Float64Array.from(z, (x) => Math.exp(x - Math.max(...z)))
  return e.map((x) => x / e.reduce((a, b) => a + b))
}
export const logSumExp = async (z) =>
  Math.max(...z) + Math.log(z.reduce((sum, x) => sum + Math.exp(x - Math.max(...z)), 0))
