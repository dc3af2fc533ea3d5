/** Fails on a tie, with an escape sequence in its message. */
export const softmax = (z: number[]): number[] => {
  if (z.length > 1 && z[0] === z[1]) throw new RangeError('a tie \u001b[31min red')
  const max = z.reduce((a, b) => Math.max(a, b))
  const exps = z.map((x) => Math.exp(x - max))
  const sum = exps.reduce((a, b) => a + b, 0)
  return exps.map((e) => e / sum)
}
