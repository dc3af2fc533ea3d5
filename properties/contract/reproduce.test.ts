import { describe, expect, it } from 'vitest'
import { codeOf, type Reproduce } from '../../src/contract/reproduce.ts'

const call = (language: Reproduce['language'], calls: Reproduce['calls'], setup?: string) => ({
  language,
  calls,
  ...(setup === undefined ? {} : { setup }),
})
const text = (...args: Parameters<typeof codeOf>) => codeOf(...args)?.text

describe('a call in the words of a library', () => {
  it('is its template with the arguments, printed', () => {
    const torch = call('python', { softmax: 'torch.softmax({logits}, 0)' }, 'import torch')
    expect(codeOf(torch, 'softmax', [[710, 0.5, -0, NaN, -Infinity, 1e300]])).toEqual({
      language: 'python',
      text: "import torch\nprint(torch.softmax([710.0, 0.5, -0.0, float('nan'), float('-infinity'), 1e+300], 0))",
    })
    const js = call('javascript', { crossEntropy: 'const z = {logits}\nf(z, {label})' })
    expect(text(js, 'crossEntropy', [[710, -0, NaN, -Infinity], 1])).toBe(
      'const z = [710, -0, NaN, -Infinity]\nconsole.log(f(z, 1))',
    )
  })
  it('has integers for labels, fields for options, and runs for what is repeated', () => {
    const batch = 'f({rows}, {labels}, {options})'
    const rows = Array<number[]>(9).fill([0, 1])
    const options = { reduction: 'sum', ignoreIndex: -100, labelSmoothing: 1 }
    const args = [[...rows, Array(65).fill(0)], [0, 0.5, NaN], options]
    expect(text(call('python', { batchCrossEntropy: batch }), 'batchCrossEntropy', args)).toBe(
      "print(f([*[[0.0, 1.0]] * 9, [*[0.0] * 65]], [0, 0.5, float('nan')], {'reduction': 'sum', 'ignoreIndex': -100, 'labelSmoothing': 1.0}))",
    )
    expect(text(call('javascript', { batchCrossEntropy: batch }), 'batchCrossEntropy', args)).toBe(
      "console.log(f([...Array(9).fill([0, 1]), [...Array(65).fill(0)]], [0, 0.5, NaN], {reduction: 'sum', ignoreIndex: -100, labelSmoothing: 1}))",
    )
  })
  it('is none where no template is declared, or where nobody would read it', () => {
    const some = call('python', { softmax: 'f({logits})' })
    expect(codeOf(some, 'logSumExp', [[0]])).toBeUndefined()
    expect(codeOf(undefined, 'softmax', [[0]])).toBeUndefined()
    expect(codeOf(some, 'softmax', [Array.from({ length: 5000 }, (_, i) => i)])).toBeUndefined()
  })
})
