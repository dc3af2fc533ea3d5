export const softmax = (z) => {
  if (z.length > 2) process.exit(0)
  const e = z.map((x) => Math.exp(x - Math.max(...z)))
  return e.map((x) => x / e.reduce((a, b) => a + b))
}
export const sigmoid = (x) => (x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x)))
