/** Code to begin with: what is often written first, and what is right. */
export const examples: readonly { readonly title: string; readonly code: string }[] = [
  {
    title: 'Softmax as the formula says',
    code: `function softmax(z) {
  const exps = z.map(Math.exp)
  const sum = exps.reduce((a, b) => a + b)
  return exps.map((e) => e / sum)
}`,
  },
  {
    title: 'Softmax without overflow',
    code: `function softmax(z) {
  const max = z.reduce((a, b) => Math.max(a, b))
  const exps = z.map((x) => Math.exp(x - max))
  const sum = exps.reduce((a, b) => a + b)
  return exps.map((e) => e / sum)
}`,
  },
  {
    title: 'Sigmoid, then softmax',
    code: `const sigmoid = (x) => 1 / (1 + Math.exp(-x))

function softmax(z) {
  const exps = z.map((x) => Math.exp(sigmoid(x)))
  const sum = exps.reduce((a, b) => a + b)
  return exps.map((e) => e / sum)
}`,
  },
  {
    title: 'Cross-entropy as the logarithm of softmax',
    code: `function softmax(z) {
  const max = z.reduce((a, b) => Math.max(a, b))
  const exps = z.map((x) => Math.exp(x - max))
  const sum = exps.reduce((a, b) => a + b)
  return exps.map((e) => e / sum)
}

function crossEntropy(z, label) {
  return -Math.log(softmax(z)[label])
}`,
  },
  {
    title: 'Binary cross-entropy with a small number added',
    code: `function binaryCrossEntropy(x, target) {
  const p = 1 / (1 + Math.exp(-x))
  return -target * Math.log(p + 1e-7) - (1 - target) * Math.log(1 - p + 1e-7)
}`,
  },
]
