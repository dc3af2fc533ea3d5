import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { greatest } from '../../src/arithmetic/sequence.ts'
import type { Implementation } from '../../src/contract/implementation.ts'
import { literal } from '../../src/contract/literal.ts'
import { protocolSchema } from '../../src/contract/protocol-schema.ts'
import { reference } from '../../src/core/reference.ts'
import { mistakes } from '../../src/mistakes/index.ts'
import { judgeLaw } from '../../src/trial/judge-law.ts'
import { lawsOf } from '../../src/trial/all-laws.ts'
import { causesOf } from '../../src/trial/causes.ts'
import { extentOf, sentenceOf } from '../../src/trial/cause-in-words.ts'
import { settingOf } from '../../src/verdict/setting.ts'
import type { Outcome } from '../../src/verdict/outcome.ts'
import { here, started, tinyHost, type Message } from './tiny-host.ts'

const options = { seed: 7, runs: 20, classes: 300, rows: 9 }
const ajv = new Ajv2020({ strictTuples: false, allowUnionTypes: true, strictRequired: false })
ajv.addSchema(protocolSchema, 'protocol')
const all = { each: true, numbers: 'base64', effects: true, maxLine: 2 ** 26 }
const mistake = (id: string): Implementation => ({
  ...(mistakes.find((it) => it.id === id)?.implementation ?? expect.fail()),
  policies: { labelOutOfRange: 'error' },
})
const lawOf = (id: string) => lawsOf().find((it) => it.id === id) ?? expect.fail(id)

let host: ReturnType<typeof tinyHost>
beforeAll(() => void (host = tinyHost(here())))
afterAll(async () => {
  expect(await host.stop()).toBe('stopped')
  const named = ajv.compile({ $ref: 'protocol#/$defs/fromEngine' })
  for (const message of host.heard)
    expect(
      named(message),
      `${literal(message).slice(0, 300)} ${literal(named.errors ?? null)}`,
    ).toBe(true)
})

/** What the engine and a trial in this process come to. */
const judged = async (implementation: Implementation, ids: readonly string[], more: object) => {
  await host.ask(host.starting(implementation, more))
  const pairs: { readonly there: Message; readonly here: Message }[] = []
  for (const id of ids) {
    const { outcome } = await host.ask({ command: 'judge', law: id, options })
    const setting = settingOf(implementation, options)
    const here = await judgeLaw(lawOf(id), implementation, options, setting)
    pairs.push({ there: outcome as Message, here: JSON.parse(literal(here)) as Message })
  }
  return pairs
}

describe('the engine', () => {
  it.each([
    ['a mistake', mistake('softmax-no-max-shift'), ['softmax/value', 'fixture/softmax'], all],
    ['what is in place', mistake('softmax-in-place'), ['hygiene/inputs-unchanged'], all],
    ['a reference, call by call', reference, ['batch/any-options', 'z-loss/value'], {}],
    [
      'a reference, many calls at once',
      reference,
      [
        'log-sum-exp/slope-is-softmax',
        'hygiene/results-not-shared',
        'labels/out-of-range-gradient',
      ],
      all,
    ],
  ] as const)('judges %s as a trial in process does', async (_, it, ids, more) => {
    for (const { there, here } of await judged(it, ids, more)) expect(there).toEqual(here)
  })
  it('asks many calls in one line where the host reads them', async () => {
    await host.ask(host.starting(reference, all))
    host.heard.length = 0
    await host.ask({ command: 'judge', law: 'softmax/sums-to-one', options })
    const sizes = host.heard.flatMap(({ each }) => (Array.isArray(each) ? [each.length] : []))
    expect(greatest(sizes)).toBeGreaterThan(8)
    expect(sizes.length).toBeLessThan(12)
  })
  it('judges one input, in runs', async () => {
    await host.ask(host.starting(mistake('softmax-tail-of-a-tile')))
    const at = async (input: unknown) =>
      (await host.ask({ command: 'judge', law: 'softmax/value', options: { at: input } }))[
        'outcome'
      ]
    expect(await at(['0*65'])).toMatchObject({
      status: 'falsified',
      clearest: { input: ['0*65'], claim: { about: 'softmax(z)[0]', value: 0.015625 } },
    })
    expect(await at(['0*64'])).toMatchObject({ status: 'passed', runs: 1 })
  })
  it('lists the laws, and says which do not speak of the host', async () => {
    await host.ask(host.starting(mistake('softmax-no-max-shift')))
    const { laws } = await host.ask({ command: 'laws', laws: 's*/value', tier: 'textbook' })
    expect((laws as Message[]).map(({ id, skipped }) => [id, skipped])).toEqual([
      ['softmax/value', undefined],
      ['sigmoid/value', undefined],
      ['softplus/value', undefined],
      ['soft-cross-entropy/value', undefined],
    ])
    const { laws: every } = await host.ask({ command: 'laws' })
    expect(every).toHaveLength(lawsOf().length)
    expect(every).toContainEqual(
      expect.objectContaining({
        id: 'special-values/all-masked',
        skipped: 'no policy allNegInfRow',
      }),
    )
  })
  it('reports on outcomes as a trial does', async () => {
    const ids = ['softmax/value', 'softmax/one-class']
    const outcomes = (await judged(mistake('softmax-no-max-shift'), ids, {})).map(
      ({ there }) => there,
    )
    const [cause] = causesOf(outcomes as unknown as Outcome[])
    const told = await host.ask({ command: 'report', outcomes })
    expect(told).toMatchObject({
      causes: [
        {
          fate: 'broken',
          mistakes: ['softmax-no-max-shift'],
          laws: ids,
          title: cause && `${sentenceOf(cause)}, ${extentOf(cause)}`,
        },
      ],
      exitCode: 1,
    })
    expect(told['summary']).toMatch(/^mistake:softmax-no-max-shift {2}2 broken /)
    expect(await host.ask({ command: 'report', outcomes: [] })).toEqual({
      causes: [],
      summary: 'nothing was tested',
      exitCode: 4,
    })
  })
  it('gives recorded cases with enclosures and budgets in the formats that are asked for', async () => {
    const casesOf = async (request: object) =>
      (await host.ask({ command: 'fixtures', operation: 'softmax', ...request }))['cases']
    type Held = Readonly<Record<'lo' | 'hi', number[]>> & {
      readonly budgets: Readonly<Record<string, number[]>>
    }
    const basic = (cases: unknown): Held =>
      (cases as (Message & Held)[]).find(({ id }) => id === 'softmax/basic/001') ?? expect.fail()
    const first = basic(await casesOf({}))
    expect(first).toMatchObject({ arguments: [[1, 0]] })
    expect(first.lo[0]).toBeLessThan(first.hi[0] ?? NaN)
    expect(first.lo[0]).toBeCloseTo(0.7310585786300049, 15)
    expect(first.budgets['textbook']?.[0]).toBeLessThan(1e-13)
    const narrow = basic(await casesOf({ format: 'bfloat16' }))
    expect(narrow.budgets['textbook']?.[0]).toBeGreaterThan(1e-3)
  })
  it.each([
    [
      { command: 'judge', law: 'softmax/valeu' },
      /^expected law to be .*did you mean softmax\/value/,
    ],
    [
      { command: 'judge', law: 'softmax/value', options: { run: 1 } },
      /^options: expected the fields .*, but received "run"$/,
    ],
    [
      { command: 'judge', law: 'softmax/value', options: { runs: -1 } },
      'options.runs: expected a whole number, but received -1',
    ],
    [{ command: 'laws', laws: 'softmx/*' }, /^no law matches softmx/],
    [{ command: 'report' }, 'outcomes: expected a list of outcomes of judge, but received nothing'],
    [{ command: 'fixtures', operation: 'relu' }, /^operation: expected one of softmax, /],
    [
      { command: 'fly' },
      'expected one of start, laws, judge, report, fixtures, stop, but received fly',
    ],
    [
      { command: 'start', version: 1, operations: [] },
      /^the host: its first line: expected a list/,
    ],
  ])('says what it expected where it received %j', async (request, error) => {
    const answer = await host.ask(request)
    expect(answer['error']).toMatch(error)
  })
  it('refuses a host through which numbers do not pass unharmed', async () => {
    const bent = tinyHost(here())
    const start = bent.starting(reference, { numbers: 'base64' }, Math.fround)
    expect(await bent.ask(start)).toEqual({
      error: expect.stringMatching(/^the host was asked to echo .* numbers pass through binary32/),
    })
    expect(await bent.ask({ command: 'judge', law: 'softmax/value' })).toEqual({
      error: 'expected start, to say what to check, before judge, but received none',
    })
  })
  it.each([
    [
      { seq: 99, result: 1 },
      'expected the seq of a request that has no reply yet, but received 99',
    ],
    [{ each: [] }, 'expected the seq of a request that has no reply yet, but received null'],
  ])('ends where it is told %j, which answers nothing', async (message, error) => {
    const lost = tinyHost(here())
    await lost.ask(lost.starting(reference))
    expect(await lost.ask(message)).toEqual({ error })
    expect(await lost.stop()).toBe('lost')
  })
  it('ends over replies of another number than the calls', async () => {
    const line = here()
    const lost = tinyHost(line)
    await lost.ask(lost.starting(reference, { each: true }))
    line.write(literal({ command: 'judge', law: 'softmax/value' }))
    const { seq } = JSON.parse(await line.next()) as Message
    expect(await lost.ask({ seq, each: [] })).toEqual({
      error: expect.stringMatching(/^expected "each" to be a list of \d+ repl.*, but received 0$/),
    })
    expect(await lost.stop()).toBe('lost')
  })
  it('is a command, which ends when it is told to, or loses count', async () => {
    const [well, lost] = [tinyHost(started()), tinyHost(started())]
    expect(await well.ask(well.starting(reference))).toMatchObject({ version: 1 })
    expect(await well.ask({ command: 'judge', law: 'softmax/one-class' })).toMatchObject({
      outcome: { status: 'passed' },
    })
    expect(await well.stop()).toBe(0)
    expect(await lost.ask({ seq: 0, result: 1 })).toHaveProperty('error')
    expect(await lost.stop()).toBe(2)
  })
})
