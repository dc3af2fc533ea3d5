import { describe, expect, it } from 'vitest'
import type { TestCase, TestModule } from 'vitest/node'
import { collector, type Collection } from '../../src/trial/collector.ts'
import { progressReporter, replayReporter, summary } from '../../src/report/terminal.ts'
import { exitCodeOf } from '../../src/trial/exit-code-of.ts'
import { told } from '../../src/verdict/explain.ts'
import type { Outcome } from '../../src/verdict/outcome.ts'
import { domain, mix, outcome as outcomeOf, trial, untried } from './outcomes.ts'

const outcome = (status: Exclude<Outcome['status'], 'untried'>, more: object = {}): Outcome =>
  outcomeOf('softmax/value', status, more)
/** As much of Vitest's own as a reporter of ours looks at. */
const testCase = (meta: Outcome | undefined, ...messages: string[]) =>
  ({
    meta: () => (meta === undefined ? {} : { losslaws: meta }),
    result: () =>
      messages.length > 0 ?
        { state: 'failed', errors: messages.map((message) => ({ name: 'Error', message })) }
      : { state: 'passed', errors: undefined },
  }) as unknown as TestCase
const module = (tests: readonly TestCase[], ...messages: string[]) =>
  ({
    children: { allTests: () => tests },
    errors: () => messages.map((message) => ({ name: 'SyntaxError', message })),
  }) as unknown as TestModule
const run = () => {
  const collected: Collection = { outcomes: [], faults: [] }
  let text = ''
  const output = { write: (more: string) => void (text += more), isTerminal: false }
  return {
    collected,
    of: { ...collected, options: {}, laws: 5, surprises: [], output, aside: output.write },
    text: () => text,
  }
}

describe('the collector', () => {
  it('takes every outcome, and every error beside them in one line', () => {
    const { collected } = run()
    const reporter = collector(collected)
    reporter.onTestRunStart?.([])
    const tests = [
      testCase(outcome('passed')),
      testCase(undefined),
      testCase(undefined, 'the law has a hole\n    at once'),
      testCase(outcome('falsified'), 'told already'),
    ]
    reporter.onTestRunEnd?.(
      [module(tests, 'unexpected token')],
      [{ name: 'TypeError', message: 'late\u0007', stacks: [] }],
      'failed',
    )
    expect(collected.outcomes.map(({ status }) => status)).toEqual(['passed', 'falsified'])
    expect(collected.faults).toEqual([
      'uncaught Error: the law has a hole',
      'uncaught SyntaxError: unexpected token',
      'uncaught TypeError: late�',
    ])
    reporter.onTestRunStart?.([])
    expect(collected).toEqual({ outcomes: [], faults: [] })
  })
})

describe('the report', () => {
  it('has a card for each cause, tells each fault once, and has the verdicts last', () => {
    const { collected, of, text } = run()
    const reporter = progressReporter(of)
    reporter.onTestRunStart?.([])
    const softmax = { operation: 'softmax', region: 'everyday' }
    const found = [
      outcome('falsified', { fault: softmax }),
      outcomeOf('softmax/sharpens', 'falsified', { fault: softmax }),
      outcome('errored'),
      outcome('passed'),
      untried('./b.ts'),
    ]
    for (const it of [...found, undefined]) reporter.onTestCaseResult?.(testCase(it))
    for (const it of found) collected.outcomes.push(it)
    collected.faults.push('uncaught Error: x', 'uncaught Error: x')
    reporter.onTestRunEnd?.([], [], 'failed')
    expect(text()).toMatchInlineSnapshot(`
      "./a.ts  softmax returns NaN, in 2 laws
        law       softmax/sharpens: p = p
        input     [710,0]
        claim     softmax(z)[0]
        expected  1 ± 8.9e-16
        got       NaN
        why       it is so.
        replay    losslaws replay ./a.ts softmax/sharpens '[710,0]'
        also      softmax/value

      ./a.ts  could not be judged: it threw, in 1 law
        law       softmax/value: p = p
        why       it is so.

      ./b.ts could not be imported

      uncaught Error: x
      ./a.ts  1 held  2 broken  1 errored  (2 everyday)
      ./b.ts  could not be tried
      "
    `)
  })
  it('of a replay is the outcome itself', () => {
    const { collected, of, text } = run()
    collected.outcomes.push(outcome('passed'), outcome('passed'))
    collected.faults.push('uncaught Error: x')
    replayReporter(of).onTestRunEnd?.([], [], 'passed')
    expect(text()).toBe(`uncaught Error: x\n${told(outcome('passed'))}\n  numbers   binary64\n`)
  })
  it('of a replay says where there is no verdict', () => {
    const { collected, of, text } = run()
    collected.outcomes.push(
      outcome('passed', { runs: 3, undecided: 1 }),
      outcome('skipped'),
      outcome('falsified', { undecided: 2 }),
    )
    replayReporter(of).onTestRunEnd?.([], [], 'passed')
    expect(text()).toBe(
      [
        told(outcome('passed', { runs: 3 })),
        '  numbers   binary64',
        '  no verdict at 1 of 3 inputs',
        told(outcome('skipped')),
        told(outcome('falsified')),
        '  numbers   binary64',
        '  no verdict at 2 inputs',
        '',
      ].join('\n'),
    )
  })
})

describe('the summary', () => {
  it('counts, address by address, and adds up reasons and regions, the most frequent first', () => {
    expect(
      summary(
        [
          outcome('passed', { census: { masked: 1, 'one class': 2 } }),
          outcome('passed', { census: { 'one class': 3 } }),
          outcome('falsified'),
          outcome('falsified', { tier: 'accurate' }),
          outcome('errored'),
          outcome('skipped', { reason: 'no sigmoid' }),
          outcome('skipped', { reason: '' }),
          untried('./b.ts'),
          outcome('passed', { address: 'c' }),
        ],
        { seed: 7, verbose: true },
      ),
    ).toMatchInlineSnapshot(`
      "./a.ts  2 held  1 broken  1 lost accuracy  1 errored  2 skipped
        numbers: binary64
        skipped: no sigmoid 1,  1
        inputs: one class 5, masked 1
      ./b.ts  could not be tried
      c       1 held  0 broken  0 lost accuracy  0 errored  0 skipped
        numbers: binary64
      seed 7, 100 inputs per law besides its examples
      "
    `)
    expect(summary([outcome('passed')], { runs: 5 })).toBe('./a.ts  1 held\n')
    expect(summary([], { seed: 1 })).toBe('nothing was tested\n')
  })
})

describe('the summary of a trial', () => {
  it('names numbers and domain, and where there is no verdict', () => {
    const own = { trial: { ...trial, format: mix, domain, elementary: { ulp: 1 } } }
    expect(
      summary(
        [
          outcome('passed', own),
          outcomeOf('softmax/accurate', 'passed', { ...own, runs: 100, undecided: 12 }),
          outcomeOf('softmax/one-class', 'passed', { ...own, runs: 3, undecided: 2 }),
        ],
        { verbose: true },
      ),
    ).toMatchInlineSnapshot(`
      "./a.ts  3 held
        numbers: bfloat16 logits, binary32 arithmetic, bfloat16 results; logits in [-10000,10000]; elementary functions to 1 ulp
        no verdict at 14 of 104 inputs: softmax/accurate 12, softmax/one-class 2
      "
    `)
    expect(
      summary([outcome('passed'), outcome('falsified', { undecided: 1 })], { verbose: true }),
    ).not.toContain('no verdict')
    const many = [3, 1, 4, 1, 5, 9, 2].map((undecided, i) =>
      outcomeOf(`f/${i}`, 'passed', { runs: 10, undecided }),
    )
    expect(summary(many, { verbose: true })).toContain(
      '\n  no verdict at 25 of 70 inputs: f/5 9, f/4 5, f/2 4, f/0 3, f/6 2, 2 more\n',
    )
  })
  it('has a colour for each fate that is no success', () => {
    const found = [
      outcome('passed'),
      outcome('falsified'),
      outcome('falsified', { tier: 'accurate' }),
      outcome('errored'),
    ]
    expect(summary(found, {}, (colour, text) => `<${colour} ${text}>`).split('\n')[0]).toBe(
      './a.ts  1 held  <red 1 broken>  <yellow 1 lost accuracy>  <magenta 1 errored>',
    )
  })
})

describe('the exit code', () => {
  it.each([
    [[outcome('passed'), outcome('errored'), outcome('falsified')], ['x'], 1],
    [[outcome('passed'), outcome('errored')], [], 2],
    [[outcome('passed'), untried('./b.ts')], [], 2],
    [[outcome('falsified', { excuse: 'known' })], [], 0],
    [[outcome('passed')], ['x'], 2],
    [[], ['x'], 2],
    [[outcome('passed'), outcome('skipped')], [], 0],
    [[outcome('skipped')], [], 4],
    [[], [], 4],
  ])(
    'puts a broken law before a failed trial, and that before silence: %#',
    (outcomes, faults, code) => {
      expect(exitCodeOf(outcomes, faults)).toBe(code)
      expect(exitCodeOf(outcomes, faults, true)).toBe(code)
    },
  )
  const lost = outcome('falsified', { tier: 'accurate' })
  it.each([
    [[lost], [], 0, 1],
    [[outcome('passed'), lost], [], 0, 1],
    [[outcome('falsified'), lost], [], 1, 1],
    [[outcome('errored'), lost], [], 2, 1],
    [[lost], ['x'], 2, 1],
    [[outcome('falsified', { tier: 'accurate', excuse: 'known' })], [], 0, 0],
  ])('is that of lost accuracy only if one is strict: %#', (outcomes, faults, code, strictly) => {
    expect(exitCodeOf(outcomes, faults)).toBe(code)
    expect(exitCodeOf(outcomes, faults, true)).toBe(strictly)
  })
})
