import { describe, expect, it } from 'vitest'
import type { TestCase, TestModule } from 'vitest/node'
import type { Entry } from '../src/host/entry.ts'
import { clerk, narrator, reader, summary, type Docket } from '../src/host/reporter.ts'
import { exitCodeOf } from '../src/host/trial.ts'

const entry = (status: Entry['status'], more: Partial<Entry> = {}): Entry => ({
  address: './a.ts',
  law: 'softmax/value',
  tier: 'textbook',
  status,
  text: `${status}\n  in detail`,
  ...more,
})
/** As much of Vitest's own as a reporter of ours looks at. */
const testCase = (meta: Entry | undefined, ...messages: string[]) =>
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
const told = () => {
  const docket: Docket = { entries: [], faults: [] }
  let text = ''
  return {
    docket,
    output: { write: (more: string) => void (text += more), isTerminal: false },
    text: () => text,
  }
}

describe('the clerk', () => {
  it('takes down every entry, and every error beside them in one line', () => {
    const { docket } = told()
    const reporter = clerk(docket)
    reporter.onTestRunStart?.([])
    const tests = [
      testCase(entry('passed')),
      testCase(undefined),
      testCase(undefined, 'the law has a hole\n    at once'),
      testCase(entry('falsified'), 'told already'),
    ]
    reporter.onTestRunEnd?.(
      [module(tests, 'unexpected token')],
      [{ name: 'TypeError', message: 'late\u0007', stacks: [] }],
      'failed',
    )
    expect(docket.entries.map(({ status }) => status)).toEqual(['passed', 'falsified'])
    expect(docket.faults).toEqual([
      'uncaught Error: the law has a hole',
      'uncaught SyntaxError: unexpected token',
      'uncaught TypeError: late�',
    ])
    reporter.onTestRunStart?.([])
    expect(docket).toEqual({ entries: [], faults: [] })
  })
})

describe('the report', () => {
  it('explains what does not hold, each thing once', () => {
    const { docket, output, text } = told()
    const reporter = narrator(docket, {}, output)
    reporter.onTestRunStart?.([])
    for (const it of [
      entry('falsified'),
      entry('falsified'),
      entry('errored'),
      entry('passed'),
      undefined,
    ])
      reporter.onTestCaseResult?.(testCase(it))
    docket.faults.push('uncaught Error: x', 'uncaught Error: x')
    reporter.onTestRunEnd?.([], [], 'failed')
    expect(text()).toBe(
      'falsified\n  in detail\n\nerrored\n  in detail\n\nuncaught Error: x\nnothing was tested\n',
    )
  })
  it('of a replay is the verdict itself', () => {
    const { docket, output, text } = told()
    docket.entries.push(entry('passed'), entry('passed'))
    docket.faults.push('uncaught Error: x')
    reader(docket, {}, output).onTestRunEnd?.([], [], 'passed')
    expect(text()).toBe('uncaught Error: x\npassed\n  in detail\n')
  })
})

describe('the summary', () => {
  it('counts, address by address, and adds up reasons and regions, the most frequent first', () => {
    expect(
      summary(
        [
          entry('passed', { census: { masked: 1, 'one class': 2 } }),
          entry('passed', { census: { 'one class': 3 } }),
          entry('falsified'),
          entry('falsified', { tier: 'accurate' }),
          entry('errored'),
          entry('skipped', { reason: 'no sigmoid' }),
          entry('skipped'),
          entry('errored', { address: './b.ts', law: 'trial' }),
          entry('passed', { address: 'c' }),
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
    expect(summary([entry('passed')], { runs: 5 })).toBe('./a.ts: 1 held\n')
    expect(summary([], { seed: 1 })).toBe('nothing was tested\n')
  })
})

describe('the exit code', () => {
  it.each([
    [[entry('passed'), entry('errored'), entry('falsified')], ['x'], 1],
    [[entry('passed'), entry('errored')], [], 2],
    [[entry('passed')], ['x'], 2],
    [[], ['x'], 2],
    [[entry('passed'), entry('skipped')], [], 0],
    [[entry('skipped')], [], 4],
    [[], [], 4],
  ])(
    'puts a broken law before a failed trial, and that before silence: %#',
    (entries, faults, code) => {
      expect(exitCodeOf({ entries, faults })).toBe(code)
    },
  )
})
