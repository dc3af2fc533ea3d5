import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { main } from '../../src/cli.ts'
import { seqOf } from '../../src/records/answers.ts'
import { lawsOf, recorded, recordedIn } from '../../src/trial/all-laws.ts'
import { implementationFrom } from '../../src/contract/declaration.ts'
import { literal, parseLiteral } from '../../src/contract/literal.ts'
import { verify } from '../../src/verdict/verify.ts'
import * as unshifted from '../doubles/unshifted.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'losslaws-fixtures-'))
afterAll(() => rmSync(folder, { recursive: true }))
const double = fileURLToPath(new URL('../doubles/unshifted.ts', import.meta.url))
const losslaws = async (...args: string[]) => {
  let text = ''
  const code = await main(args, { write: (more) => void (text += more), isTerminal: false })
  return { code, text: text.replaceAll(folder, '.') }
}
const [softmax] = recorded()
/** A case that the softmax of most people breaks. */
const hard = softmax?.cases.find(
  (it) =>
    it.kills.includes('softmax-no-max-shift')
    && it.budget !== undefined
    && it.exactIn.length > 0
    && 'result' in it,
)
if (softmax === undefined || hard === undefined) throw new Error('there is no such case')

describe('the recorded cases', () => {
  it('stand among the laws, and are replayed by id', async () => {
    expect((await losslaws('laws', 'fixture/softmax')).text).toMatch(
      /^fixture\/softmax  textbook  softmax\(z\)_i = /,
    )
    expect(
      await losslaws('replay', 'core:binary64', 'fixture/softmax', literal(hard.id)),
    ).toMatchObject({ code: 0, text: expect.stringMatching(/^fixture\/softmax held on 1 input /) })
    const { code, text } = await losslaws('replay', double, 'fixture/softmax', literal(hard.id))
    expect([code, text]).toEqual([
      1,
      expect.stringMatching(
        `fixture/softmax is broken\n[^]*replay.*fixture/softmax '"${hard.id}"'`,
      ),
    ])
    expect(
      (await losslaws('replay', 'core:binary64', 'fixture/softmax', '"softmax/no/001"')).code,
    ).toBe(4)
  })
  it('are judged beside the laws, each by name', async () => {
    const { code, text } = await losslaws('verify', double, '--laws', 'fixture/*')
    expect(code).toBe(1)
    expect(text).toMatch(
      /softmax returns NaN where logits are large, in 2 laws\n[^]*\n {2}cases {5}softmax\//,
    )
    const verdict = await verify(
      lawsOf('fixture').find(({ id }) => id === 'fixture/softmax')!,
      implementationFrom(unshifted, 'unshifted'),
    )
    if (verdict.status !== 'falsified') throw new Error('it held')
    // Every mistake of this kind that the file names, in the same format, is found.
    const broken = verdict.cases?.map((it) => it.status === 'falsified' && it.clearest.input)
    expect(broken).toContain(hard.id)
    expect(broken?.length).toBeGreaterThan(20)
  })
  it('are refused where a file is damaged, has another name, or is gone', () => {
    const copy = join(folder, 'copy')
    cpSync(join(root, 'fixtures'), copy, { recursive: true })
    const at = (name: string) => join(copy, name)
    const read = () =>
      recordedIn((name) => (existsSync(at(name)) ? readFileSync(at(name), 'utf8') : undefined))
    expect(read()).toEqual(recorded())
    const text = readFileSync(at('sigmoid.json'), 'utf8')
    for (const damaged of [
      text.slice(0, -40),
      text.replace(/"rev":(\d+)/, '"rev":1$1'),
      text.replace(/"lo":\["0\.5/, '"lo":["0.4'),
      '',
    ]) {
      writeFileSync(at('sigmoid.json'), damaged)
      expect(read).toThrow(/^fixtures\/sigmoid\.json, .*: expected .*, but received /)
    }
    renameSync(at('softplus.json'), at('sigmoid.json'))
    expect(read).toThrow(/^fixtures\/sigmoid\.json, .*: expected .*, but received /)
    writeFileSync(at('sigmoid.json'), text)
    expect(read).toThrow(
      'fixtures/softplus.json: expected a file of recorded cases, but there is none',
    )
  })
})

describe('losslaws fixtures', () => {
  const file = join(folder, 'answers.jsonl')
  it('emits requests that any program can answer, and judges the answers', async () => {
    const { code, text } = await losslaws('fixtures', 'emit', '--operation', 'softmax')
    expect(code).toBe(0)
    const requests = text
      .trimEnd()
      .split('\n')
      .slice(1, -1)
      .map(
        (line) => parseLiteral(line) as { seq: string; operation: string; arguments: [number[]] },
      )
    expect(requests.map(({ seq }) => seq)).toEqual(softmax.cases.map(seqOf))
    for (const request of requests)
      expect(Object.keys(request)).toEqual(['command', 'seq', 'operation', 'arguments'])
    const answers = requests.map(({ seq, arguments: [z] }) =>
      literal({ seq, result: unshifted.softmax(z) }),
    )
    writeFileSync(
      file,
      [
        literal({
          version: 1,
          name: 'theirs',
          format: 'binary64',
          operations: ['softmax'],
          options: [],
          policies: {},
        }),
        ...answers,
      ].join('\n'),
    )
    const judged = await losslaws('fixtures', 'judge', file)
    expect(judged.code).toBe(1)
    expect(judged.text).toContain(`input     "${hard.id}"`)
    expect(judged.text).toMatch(
      /\ntheirs {2}\d+ held {2}\d+ broken {2}\d+ lost accuracy {2}\d+ skipped {2}\(/,
    )
  })
  it('emits the cases that a format holds', async () => {
    const [all, half] = [
      await losslaws('fixtures', 'emit'),
      await losslaws('fixtures', 'emit', '--format', 'binary16'),
    ]
    expect(all.text.split('\n').length).toBe(3 + recorded().flatMap((it) => it.cases).length)
    expect(half.text.split('\n').length).toBe(
      3
        + recorded().flatMap((it) => it.cases.filter((one) => one.exactIn.includes('binary16')))
          .length,
    )
    const mixed = { logits: 'binary16', arithmetic: 'binary32', results: 'binary32' }
    const mixedToo = await losslaws('fixtures', 'emit', '--format', JSON.stringify(mixed))
    expect(mixedToo.text).toBe(half.text)
  })
  it.each([
    [['fixtures'], 'expected fixtures emit or fixtures judge, but received neither\n'],
    [['fixtures', 'write'], 'expected fixtures emit or fixtures judge, but received write\n'],
    [
      ['fixtures', 'emit', '--operation', 'softmin'],
      '--operation: expected one of softmax, logSoftmax',
    ],
    [
      ['fixtures', 'emit', '--format', 'binary8'],
      '--format: expected one of binary64, binary32, binary16, bfloat16, or { logits, arithmetic, results }, but received "binary8"\n',
    ],
    [
      ['fixtures', 'emit', '--format', '{"logits":"bfloat16"'],
      '--format: expected one of binary64, binary32, binary16, bfloat16, or { logits, arithmetic, results }, but received "{\\"logits\\":\\"bfloat16\\""\n',
    ],
    [
      ['fixtures', 'emit', '--format', '{"logits":"bfloat16"}'],
      '--format.arithmetic: expected one of binary64, binary32, binary16, bfloat16, but received nothing\n',
    ],
    [['fixtures', 'judge'], 'expected a file of answers, but received none\n'],
    [
      ['fixtures', 'judge', join(folder, 'none.jsonl')],
      'expected a file of answers, but ./none.jsonl could not be read: Error: ENOENT',
    ],
    [
      ['fixtures', 'judge', folder],
      'expected a file of answers, but . could not be read: Error: EISDIR',
    ],
  ])('says in a sentence what is wrong with %#', async (args, words) => {
    const { code, text } = await losslaws(...args)
    expect(code).toBe(2)
    expect(text).toContain(words)
    expect(text).toMatch(/^.+\n$/)
  })
})

describe('the reader in Python', () => {
  const python = (...args: string[]) => spawnSync('python3', args, { cwd: root, encoding: 'utf8' })
  const script = 'examples/fixtures/judge_numpy.py'
  it('is under 40 lines', () => {
    expect(readFileSync(join(root, script), 'utf8').trimEnd().split('\n').length).toBeLessThan(40)
  })
  it.skipIf(python('--version').status !== 0)('checks NumPy, or says that there is none', () => {
    const { status, stdout } = python(script)
    if (status === 4) expect(stdout).toBe('skipped: NumPy is not installed\n')
    else {
      expect(stdout).toMatch(
        /^softmax: 0 of \d+ cases outside their budgets, worst error .* ulp, at softmax\/.*\nlog-sum-exp: 0 of \d+ cases/,
      )
      expect(status).toBe(0)
    }
  })
})
