import { describe, expect, it } from 'vitest'
import type { OperationName } from '../../src/contract/operations.ts'
import type { Region } from '../../src/laws/region.ts'
import { extentOf, rowsOf, sentenceOf } from '../../src/trial/cause-in-words.ts'
import type { Cause, Failing } from '../../src/trial/causes.ts'
import { outcome, witness } from '../report/outcomes.ts'

/** A failure of the law, at an input, with what is known of its fault. */
const failing = (law: string, input: unknown, fault: object = {}, more: object = {}): Failing =>
  outcome(law, 'falsified', {
    smallest: { ...witness, input },
    clearest: { ...witness, input },
    fault,
    ...more,
  }) as Failing
const errored = (more: object): Failing => outcome('softmax/value', 'errored', more) as Failing

const cause = (
  region: Region,
  outcomes: readonly Failing[] = [failing('softmax/value', [0], { region })],
  operations: readonly OperationName[] = ['softmax'],
  more: Partial<Cause> = {},
): Cause =>
  ({ fate: 'broken', operations, region, mistakes: [], outcomes, ...more }) as unknown as Cause

describe('the sentence of a cause', () => {
  it.each<readonly [Region, string]>([
    ['everyday', 'softmax returns NaN'],
    ['tail', 'softmax returns NaN where logits lie far apart'],
    ['large offset', 'softmax returns NaN where logits are large'],
    ['masked', 'softmax returns NaN where a class is masked'],
    ['infinite', 'softmax returns NaN where a logit is infinite'],
    ['NaN', 'softmax returns NaN where a logit is NaN'],
    ['empty', 'softmax returns NaN of an empty row'],
    ['many classes', 'softmax returns NaN at many classes'],
    ['many rows', 'softmax returns NaN at many rows'],
  ])('says where it shows: %s', (region, sentence) => {
    expect(sentenceOf(cause(region))).toBe(sentence)
  })
  it('says from which size on, where a witness of the region has one', () => {
    const wide = (classes: number) =>
      failing('softmax/value', [0], { region: 'many classes', size: { classes, rows: 1 } })
    expect(sentenceOf(cause('many classes', [wide(65), wide(33)]))).toBe(
      'softmax returns NaN from 33 classes on',
    )
  })
  it.each<readonly [OperationName, string]>([
    ['crossEntropy', 'crossEntropy returns NaN where a label is no class'],
    ['batchCrossEntropy', 'batchCrossEntropy returns NaN where a label is no class'],
    ['binaryCrossEntropy', 'binaryCrossEntropy returns NaN where a target is no probability'],
  ])('of %s tells labels from targets', (operation, sentence) => {
    const it = failing('a/b', { logits: [0], label: 7 }, { region: 'label' })
    expect(sentenceOf(cause('label', [it], [operation]))).toBe(sentence)
  })
  it('names the options that every witness has, and the reduction where it is one', () => {
    const under = (options: object) => failing('batch/any-options', { logits: [[0]], options })
    const both = [
      under({ reduction: 'mean', labelSmoothing: 0.1, zLoss: 1 }),
      under({ reduction: 'mean', zLoss: 2 }),
    ]
    const name = ['batchCrossEntropy'] as const
    expect(sentenceOf(cause('everyday', both, name))).toBe(
      'batchCrossEntropy returns NaN with zLoss under mean',
    )
    expect(sentenceOf(cause('everyday', [...both, under({ reduction: 'sum' })], name))).toBe(
      'batchCrossEntropy returns NaN',
    )
  })
  it('names the operations that are so too', () => {
    const of = (...operations: OperationName[]) =>
      sentenceOf(cause('everyday', [failing('a/b', [0])], operations))
    expect(of('softmax', 'logSoftmax')).toBe('softmax returns NaN, and so does logSoftmax')
    expect(of('softmax', 'logSoftmax', 'logSumExp')).toBe(
      'softmax returns NaN, and so do logSoftmax and logSumExp',
    )
    expect(of()).toBe('an operation returns NaN')
  })
  it('says what came: no answer, an exception, other answers to equal calls, less accuracy', () => {
    const silent = errored({ reason: 'the program ended\nwith 3' })
    expect(sentenceOf(cause('everyday', [silent]))).toBe('could not be judged: the program ended')
    const threw = errored({
      reason: 'softmax([0]) threw no',
      answer: { about: 'softmax([0])', expected: 'a list', got: 'threw no\nat a line' },
    })
    expect(sentenceOf(cause('everyday', [threw]))).toBe('softmax threw no')
    expect(
      sentenceOf(cause('everyday', [failing('a/b', [0], { region: 'everyday', changes: true })])),
    ).toBe('softmax returns different results for equal calls')
    const off = { ...witness, claim: { about: 'p', value: 2, within: { only: 1 } } }
    const wrong = failing('a/b', [0], {}, { clearest: off })
    expect(sentenceOf(cause('everyday', [wrong]))).toBe('softmax is wrong')
    expect(sentenceOf(cause('everyday', [wrong], ['softmax'], { fate: 'lost accuracy' }))).toBe(
      'softmax loses accuracy',
    )
    const unclaimed = failing('a/b', [0], {}, { clearest: { ...off, claim: undefined } })
    expect(sentenceOf(cause('everyday', [unclaimed]))).toBe('softmax is wrong')
  })
})

describe('the card of a cause', () => {
  it('counts its laws, and lists the others', () => {
    const [one, other] = [failing('softmax/value', [0]), failing('softmax/sums-to-one', [0])]
    expect(extentOf(cause('everyday', [one]))).toBe('in 1 law')
    const both = cause('everyday', [one, other])
    expect(extentOf(both)).toBe('in 2 laws')
    const slots = (it: Cause) => rowsOf(it).map(([slot]) => slot)
    expect(slots(cause('everyday', [one]))).not.toContain('also')
    expect(rowsOf(both).at(-1)).toEqual(['also', 'softmax/sums-to-one'])
  })
  it('tells every mistake that it is like, and on how many probes', () => {
    const like = { operation: 'softmax', mistakes: ['softmax-no-max-shift'], probes: 18 }
    const mistakes = ['softmax-no-max-shift', 'softmax-base-two']
    const [row] = rowsOf(
      cause('everyday', [failing('a/b', [0], {}, { likeness: like })], ['softmax'], { mistakes }),
    )
    expect(row?.[1]).toBe(
      'mistake:softmax-no-max-shift or mistake:softmax-base-two, on all 18 probes of softmax',
    )
    const silent = errored({ reason: 'it hangs' })
    const [first] = rowsOf(cause('everyday', [silent], ['softmax'], { mistakes }))
    expect(first?.[1]).toBe('mistake:softmax-no-max-shift or mistake:softmax-base-two')
  })
})
