import { describe, expect, it } from 'vitest'
import type { TestCase, TestModule } from 'vitest/node'
import { collector, type Collection } from '../../src/trial/collector.ts'
import { progressReporter, replayReporter, summary } from '../../src/report/terminal.ts'
import { exitCodeOf } from '../../src/trial/trial.ts'
import { told } from '../../src/verdict/explain.ts'
import type { Outcome } from '../../src/verdict/outcome.ts'
import { outcome as outcomeOf, untried } from './outcomes.ts'

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
    of: { ...collected, options: {}, surprises: [], output, aside: output.write },
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
  it('explains what does not hold, each thing once', () => {
    const { collected, of, text } = run()
    const reporter = progressReporter(of)
    reporter.onTestRunStart?.([])
    for (const it of [
      outcome('falsified'),
      outcome('falsified'),
      outcome('errored'),
      outcome('passed'),
      undefined,
    ])
      reporter.onTestCaseResult?.(testCase(it))
    collected.faults.push('uncaught Error: x', 'uncaught Error: x')
    reporter.onTestRunEnd?.([], [], 'failed')
    expect(text()).toBe(
      `${told(outcome('falsified'))}\n\n${told(outcome('errored'))}\n\nuncaught Error: x\nnothing was tested\n`,
    )
  })
  it('of a replay is the outcome itself', () => {
    const { collected, of, text } = run()
    collected.outcomes.push(outcome('passed'), outcome('passed'))
    collected.faults.push('uncaught Error: x')
    replayReporter(of).onTestRunEnd?.([], [], 'passed')
    expect(text()).toBe(`uncaught Error: x\n${told(outcome('passed'))}\n`)
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
        { seed: 7 },
      ),
    ).toMatchInlineSnapshot(`
      "./a.ts: 2 held, 1 broken, 1 lost accuracy, 1 errored, 2 skipped
        skipped: no sigmoid 1,  1
        inputs: one class 5, masked 1
      ./b.ts: could not be tried
      c: 1 held
      seed 7, 100 inputs a law beside its examples
      "
    `)
    expect(summary([outcome('passed')], { runs: 5 })).toBe('./a.ts: 1 held\n')
    expect(summary([], { seed: 1 })).toBe('nothing was tested\n')
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
    },
  )
})
