import { describe, expect, it } from 'vitest'
import { caseFault } from '../../src/records/check-case.ts'
import type { Case } from '../../src/records/fixture.ts'
import { recorded } from '../../src/trial/all-laws.ts'

const { cases, notes } = recorded().find((it) => it.operation === 'softmax') ?? expect.fail()
const sound = cases.find(({ id }) => id === 'softmax/basic/001') ?? expect.fail()
type Loose = Readonly<Record<string, unknown>>
const loose = sound as unknown as Loose
const result = loose['result'] as Loose
const textbook = sound.budget?.textbook as unknown as Loose
const without = (name: string): Loose =>
  Object.fromEntries(Object.entries(loose).filter(([field]) => field !== name))
const faultOf = (x: unknown) => caseFault('softmax', x as Case, notes)

describe('a case', () => {
  it.each(cases.slice(0, 20).map((it) => [it.id, it] as const))('%s is sound', (_, it) => {
    expect(faultOf(it)).toBeUndefined()
  })
  it.each<readonly [string, string, unknown]>([
    ['no id', 'id', without('id')],
    ['an id of another operation', 'id', { ...loose, id: 'sigmoid/basic/001' }],
    ['a field of its own', 'tolerance', { ...loose, tolerance: 1e-6 }],
    ...['rev', 'flags', 'words', 'exactIn', 'kills', 'hash'].map(
      (name) => [`no ${name}`, name, without(name)] as const,
    ),
    ['half a revision', 'rev', { ...loose, rev: 1.5 }],
    ['no flags', 'flags', { ...loose, flags: [] }],
    ['a flag that nobody explains', 'flags', { ...loose, flags: ['weather'] }],
    ['a number for a comment', 'comment', { ...loose, comment: 7 }],
    ['no list of arguments', 'arguments', { ...loose, arguments: 7 }],
    ['arguments written out', 'arguments', { ...loose, arguments: [['0*1', 0]] }],
    ['words of other numbers', 'words', { ...loose, words: [] }],
    ['formats that do not hold it', 'exactIn', { ...loose, exactIn: ['bfloat16'] }],
    ['options that it does not give', 'needs', { ...loose, needs: ['zLoss'] }],
    ['nothing that must come', 'result', without('result')],
    ['two things that must come', 'result', { ...loose, error: 'labelOutOfRange' }],
    ['an error of nobody', 'error', { ...without('result'), error: 'mood' }],
    [
      'results of no choice',
      'policy',
      { ...without('result'), policy: { name: 'allNegInfRow', results: { maybe: result } } },
    ],
    [
      'a policy of nobody',
      'policy',
      { ...without('result'), policy: { name: 'mood', results: {} } },
    ],
    ['a result of too few entries', 'result.lo', { ...loose, result: { ...result, lo: ['1'] } }],
    ['numbers for decimal numbers', 'result.lo', { ...loose, result: { ...result, lo: [1, 1] } }],
    ['no lower ends', 'result.lo', { ...loose, result: { ...result, lo: undefined } }],
    [
      'its ends in the wrong order',
      'result.lo',
      { ...loose, result: { ...result, lo: result['hi'], hi: result['lo'] } },
    ],
    ['ends far apart', 'result.hi', { ...loose, result: { ...result, hi: ['1', '1'] } }],
    [
      'words of no number',
      'result.binary64',
      { ...loose, result: { ...result, binary64: ['zz', 'zz'] } },
    ],
    ['no budget', 'budget', without('budget')],
    [
      'a budget of no law',
      'budget.textbook.rule',
      { ...loose, budget: { textbook: { ...textbook, rule: 7 } } },
    ],
    [
      'a budget below nothing',
      'budget.textbook.binary64',
      { ...loose, budget: { textbook: { ...textbook, binary64: [-1, 1] } } },
    ],
    [
      'a budget in words',
      'budget.textbook.binary64',
      { ...loose, budget: { textbook: { ...textbook, binary64: 'two' } } },
    ],
    [
      'a budget of no format',
      'budget.textbook',
      { ...loose, budget: { textbook: { rule: 'a/b' } } },
    ],
    ['no mistake that it refutes', 'kills', { ...loose, kills: [] }],
    ['a hash of another', 'hash', { ...loose, hash: '0' }],
    ['nothing in it', 'id', null],
  ])('with %s has a fault in %s', (_, field, x) => {
    expect(faultOf(x)).toMatchObject({ field })
    expect(faultOf(x)?.expected).not.toBe('')
  })
})
