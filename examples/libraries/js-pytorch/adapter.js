import { createRequire } from 'node:module'
import { torch } from 'js-pytorch'

/**
 * JS-PyTorch: its softmax and its cross-entropy in binary64, with gradients by its own backward
 * pass.
 */
export const name = 'js-pytorch'
export const { version } = createRequire(import.meta.url)('./package-lock.json').packages[
  'node_modules/js-pytorch'
]
export const policies = { allNegInfRow: 'nan', posInfLogit: 'nan' }
const z = 'const z = torch.tensor([{logits}], true)\n'
const call = 'new torch.nn.CrossEntropyLoss().forward(z, torch.tensor([{label}]))'
export const reproduce = {
  language: 'javascript',
  setup: `import { torch } from 'js-pytorch'`,
  calls: {
    softmax: `${z}new torch.nn.Softmax().forward(z, -1).data[0]`,
    crossEntropy: `${z}${call}.data[0]`,
    crossEntropyGradient: `${z}${call}.backward()\nz.grad[0]`,
    softmaxVjp: `${z}const p = new torch.nn.Softmax().forward(z, -1)
torch.mul(p, torch.tensor([{cotangent}])).sum().backward()
z.grad[0]`,
  },
}

const loss = new torch.nn.CrossEntropyLoss()
const probabilities = new torch.nn.Softmax()
const slopes = (of, at) => {
  of.backward()
  return at.grad[0]
}

export const softmax = (logits) => probabilities.forward(torch.tensor([logits]), -1).data[0]
export const crossEntropy = (logits, label) =>
  loss.forward(torch.tensor([logits]), torch.tensor([label])).data[0]
export const crossEntropyGradient = (logits, label) => {
  const z = torch.tensor([logits], true)
  return slopes(loss.forward(z, torch.tensor([label])), z)
}
export const softmaxVjp = (logits, cotangent) => {
  const z = torch.tensor([logits], true)
  return slopes(torch.mul(probabilities.forward(z, -1), torch.tensor([cotangent])).sum(), z)
}
