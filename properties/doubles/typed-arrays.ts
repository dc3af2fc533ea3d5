/** Answers in binary32 typed arrays. */
export const format = 'binary32'
export const softmax = (logits: number[]): Float32Array => {
  const z = Float32Array.from(logits)
  const max = z.reduce((a, b) => Math.max(a, b))
  const exps = z.map((x) => Math.exp(x - max))
  let sum = 0
  for (const e of exps) sum = Math.fround(sum + e)
  return exps.map((e) => e / sum)
}
