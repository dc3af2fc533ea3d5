import { Ajv2020 } from 'ajv/dist/2020.js'
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { formats, isMember, type FormatName } from '../../src/arithmetic/format.ts'
import { requestsFor } from '../../src/records/answers.ts'
import { recorded } from '../../src/trial/all-laws.ts'
import { commandWords } from '../../src/programs/command-words.ts'
import { lines } from '../../src/programs/lines.ts'
import { damageIn, hardNumbers } from '../../src/programs/probe.ts'
import {
  headerFrom,
  messageFrom,
  mostMaxLine,
  replyFrom,
  runLine,
  startLine,
  stopLine,
} from '../../src/contract/protocol.ts'
import { protocolSchema, protocolSchemaText } from '../../src/contract/protocol-schema.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const ajv = new Ajv2020({ strictTuples: false, allowUnionTypes: true, strictRequired: false })
ajv.addSchema(protocolSchema, 'protocol')
const is = (name: string, message: unknown): boolean =>
  ajv.validate(`protocol#/$defs/${name}`, message) as boolean

/** What a program may say of its numbers, and what it may not. */
const mixed = { logits: 'bfloat16', arithmetic: 'binary32', results: 'binary32' }
const declarations: readonly (readonly [object, boolean])[] = [
  [{ format: 'binary128' }, false],
  [{ format: mixed }, true],
  [{ format: { ...mixed, targets: 'binary32' } }, true],
  [{ format: { ...mixed, results: { default: 'bfloat16', crossEntropy: 'binary32' } } }, true],
  [{ format: { ...mixed, results: { crossEntropy: 'binary32' } } }, false],
  [{ format: { ...mixed, results: { default: 'bfloat16', relu: 'binary32' } } }, false],
  [{ format: { ...mixed, output: 'binary32' } }, false],
  [{ format: { logits: 'bfloat16', results: 'binary32' } }, false],
  [{ format: ['bfloat16'] }, false],
  [{ domain: { logits: [-1e4, 1e4] } }, true],
  [{ domain: { logits: ['-Infinity', 1e4] } }, true],
  [{ domain: { logits: ['NaN', 1e4] } }, false],
  [{ domain: { logits: [1e4] } }, false],
  [{ domain: { logits: [-1, 1], targets: [0, 1] } }, false],
  [{ domain: [-1, 1] }, false],
  [{ elementary: { ulp: 1 } }, true],
  [{ elementary: { ulp: 0 } }, false],
  [{ elementary: { ulp: 'Infinity' } }, false],
  [{ elementary: {} }, false],
]

describe('the schema', () => {
  it('is what its file says', async () => {
    await expect(protocolSchemaText()).toMatchFileSnapshot(`${root}fixtures/protocol/schema.json`)
  })
  it('knows every request that we send', () => {
    for (const line of [
      startLine(),
      startLine({ maxLine: 99_999 }),
      startLine({ maxLine: mostMaxLine, numbers: 'base64' }),
      stopLine,
      runLine(0, 'echo', [hardNumbers('binary64')]),
      ...requestsFor(recorded()),
    ]) {
      expect(is('request', JSON.parse(line)), line).toBe(true)
    }
  })
  it.each([
    ['header', { version: 1, operations: ['softmax'] }, true],
    [
      'header',
      {
        version: 1,
        operations: ['softmax', 'echo'],
        name: 'mine',
        release: '1',
        format: 'bfloat16',
        options: ['posWeight'],
        policies: { posInfLogit: 'nan' },
        more: 1,
      },
      true,
    ],
    ['header', { version: 2, operations: ['softmax'] }, false],
    ['header', { version: 1, operations: [] }, false],
    ['header', { version: 1, operations: ['softmacks'] }, false],
    [
      'header',
      { version: 1, operations: ['softmax'], policies: { posInfLogit: 'perhaps' } },
      false,
    ],
    ['header', { version: 1, operations: ['softmax'], maxLine: 10 }, false],
    ['header', { version: 1, operations: ['softmax'], maxLine: 2 ** 40 }, true],
    ['header', { version: 1, operations: ['softmax'], numbers: 'base64' }, true],
    ['header', { version: 1, operations: ['softmax'], numbers: 'base32' }, false],
    ['header', { version: 1, operations: ['softmax'], effects: true }, true],
    ['header', { version: 1, operations: ['softmax'], effects: 'some' }, false],
    ['answer', { version: 1, error: 'ImportError: no such library' }, true],
    ['answer', { seq: 1, result: [0.5, 0.5], arguments: [[0, 0]], earlier: [1, 0] }, true],
    ['answer', { seq: 1, result: [0.5, 0.5], arguments: 0 }, false],
    ['answer', { seq: 1, result: 0.5 }, true],
    ['answer', { seq: 'a', result: [['NaN', 1], []] }, true],
    ['answer', { seq: 1, result: { f64: '' } }, true],
    ['answer', { seq: 1, result: [{ f64: 'AAAAAAAA8D8=' }, [1]] }, true],
    ['answer', { seq: 1, result: { f64: 'AAAAAAAA8D8AAAAAAADwvw==' } }, true],
    ['answer', { seq: 1, result: { f64: 'AAAAAAAA8D8' } }, false],
    ['answer', { seq: 1, result: { f64: 'AAAAAAAA' } }, false],
    ['answer', { seq: 1, result: { f64: 'AAAA_-AA8D8=' } }, false],
    ['answer', { seq: 1, result: { f64: [1] } }, false],
    [
      'run',
      { command: 'run', seq: 1, operation: 'softmax', arguments: [{ f64: 'AAAAAAAA8D8=' }] },
      true,
    ],
    ['answer', { seq: 1, error: 'no' }, true],
    ['answer', { seq: 1, skipped: 'no' }, true],
    ['answer', { seq: 1, result: 0.5, error: 'no' }, false],
    ['answer', { seq: 1, result: 'half' }, false],
    ['answer', { seq: 1 }, false],
    ['answer', { result: 1 }, false],
    ['run', { command: 'run', seq: 1, operation: 'softmax', arguments: [0] }, false],
    ['run', { command: 'run', seq: 1, operation: 'sigmoid', arguments: [0, 1] }, false],
  ])('says of a %s such as %j: %s', (name, message, expected) => {
    expect(is(name, message)).toBe(expected)
  })
  it.each(declarations)('says of a header that declares %j: %s', (declared, expected) => {
    expect(is('header', { version: 1, operations: ['softmax'], ...declared })).toBe(expected)
  })
  it('writes labels as integers, of which none is -0', () => {
    expect([
      runLine(1, 'crossEntropy', [[-0], -0]),
      runLine(2, 'batchCrossEntropy', [[[0], [0]], [-0, NaN], { reduction: 'sum' }]),
    ]).toEqual([
      '{"command":"run","seq":1,"operation":"crossEntropy","arguments":[["-0"],0]}',
      '{"command":"run","seq":2,"operation":"batchCrossEntropy","arguments":[[[0],[0]],[0,"NaN"],{"reduction":"sum"}]}',
    ])
  })
  it('and the reader agree about what a program says', () => {
    const read = (message: object): boolean => {
      try {
        headerFrom(JSON.stringify(message), 'it')
        return true
      } catch {
        return false
      }
    }
    for (const message of [
      { version: 1, operations: ['softmax'] },
      { version: 1, operations: ['echo', 'softmax'], release: '1' },
      { version: 1 },
      { version: 1, operations: ['softmax'], maxLine: 1 },
      { version: 1, operations: ['softmax'], effects: 1 },
      { version: 1, operations: ['softmax'], numbers: 'base64' },
      { version: 1, operations: ['softmax'], numbers: 'text' },
      { version: 1, error: 'no' },
      { version: 1, operations: ['x'] },
      ...[
        { language: 'python', setup: 'import it', calls: { softmax: 'it({logits})' } },
        { language: 'basic', calls: {} },
        { language: 'python', calls: {}, more: 1 },
        { language: 'python', calls: { softMax: '' } },
      ].map((reproduce) => ({ version: 1, operations: ['softmax'], reproduce })),
      ...declarations.map(([declared]) => ({ version: 1, operations: ['softmax'], ...declared })),
    ]) {
      expect([message, read(message)]).toEqual([message, is('header', message)])
    }
    for (const reply of [
      { result: 1 },
      { error: 'no' },
      { skipped: 'no' },
      {},
      { result: 1, error: 'no' },
    ]) {
      expect([reply, !('fault' in replyFrom(reply))]).toEqual([
        reply,
        is('answer', { seq: 1, ...reply }),
      ])
    }
  })
})

const folder = `${root}fixtures/protocol/transcripts/`
type Line = { readonly to?: Record<string, unknown>; readonly from?: Record<string, unknown> }
const transcript = (name: string): Line[] =>
  readFileSync(folder + name, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line)

describe.each(readdirSync(folder))('the transcript %s', (name) => {
  it('is made of messages, of which each answer follows a request', () => {
    const told = transcript(name)
    expect(told.at(-1)).toEqual({ to: { command: 'stop' } })
    for (const [i, { to, from }] of told.entries()) {
      if (from !== undefined)
        expect([is('answer', from), told[i - 1]?.to]).toEqual([true, expect.anything()])
      if (to !== undefined && name !== 'refusals.jsonl')
        expect(is('request', to), JSON.stringify(to)).toBe(true)
    }
  })
  it('is how a program of ours answers, to the bit', async () => {
    const program = spawn(process.execPath, [`${root}examples/adapters/javascript/adapter.mjs`], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    const said = createInterface({ input: program.stdout })[Symbol.asyncIterator]()
    const left = new Promise((resolve) => program.on('exit', resolve))
    for (const { to, from } of transcript(name)) {
      if (to !== undefined) program.stdin.write(`${JSON.stringify(to)}\n`)
      if (from === undefined) continue
      const answer = JSON.parse((await said.next()).value as string) as Record<string, unknown>
      expect(is('answer', answer), JSON.stringify(answer)).toBe(true)
      if (from['version'] === undefined)
        expect([answer['seq'], answer['result']]).toEqual([from['seq'], from['result']])
      for (const kind of ['operations', 'error', 'skipped'])
        expect(kind in answer, kind).toBe(kind in from)
    }
    expect(await left).toBe(0)
  })
})

describe('the words of a command', () => {
  it.each([
    ['python3 my_loss.py', ['python3', 'my_loss.py']],
    ['  a \t b\n', ['a', 'b']],
    [
      `'my program' "with \\"quotes\\" and \\\\ \\n" a\\ b ''`,
      ['my program', 'with "quotes" and \\ \\n', 'a b', ''],
    ],
    [`--name='a b'c"d e"`, ['--name=a bcd e']],
    [
      'echo $HOME ~ * `ls` $(ls) ; rm && x | y > z',
      ['echo', '$HOME', '~', '*', '`ls`', '$(ls)', ';', 'rm', '&&', 'x', '|', 'y', '>', 'z'],
    ],
  ])('of %j are %j', (command, words) => {
    expect(commandWords(command)).toEqual(words)
  })
  it.each([
    ['', 'expected a command after exec:, but received none'],
    [`''`, 'expected a command after exec:, but received none'],
    [
      `python 'my loss.py`,
      `expected the quote in python 'my loss.py to be followed by another, but received the end`,
    ],
    ['a "b', 'expected the quote in a "b to be followed by another, but received the end'],
    [
      'C:\\Python\\python.exe loss.py',
      'expected / or \\\\ between the folders of a program, as a backslash takes the next character as it is, but received C:\\Python\\python.exe loss.py',
    ],
    ['a\\', 'expected the backslash in a\\ to be followed by a character, but received the end'],
  ])('cannot be read in %j', (command, message) => {
    expect(() => commandWords(command)).toThrow(
      expect.objectContaining({ name: 'Misuse', message }),
    )
  })
})

describe('hard numbers', () => {
  it.each(Object.keys(formats) as FormatName[])(
    'are about forty different members of %s',
    (name) => {
      const numbers = hardNumbers(name)
      expect(numbers.length).toBe(41)
      expect(
        new Set(numbers.map((x) => (Object.is(x, -0) ? '-0' : String(x)))).size,
      ).toBeGreaterThan(38)
      for (const x of numbers) expect(isMember(x, formats[name]), `${x}`).toBe(true)
      expect(damageIn(numbers, numbers, name)).toBeUndefined()
    },
  )
  it('tell what was done to them', () => {
    const numbers = hardNumbers('binary16')
    expect(
      damageIn(
        numbers,
        numbers.map((x) => (x === Infinity ? 65504 : x)),
        'binary16',
      ),
    ).toMatch(/^brought "Infinity" back as 65504: write numbers/)
    expect(damageIn(numbers, undefined, 'binary16')).toBe('came back with null instead of a list')
  })
})

describe('lines', () => {
  const cut = (most: number, ...chunks: (string | Buffer)[]) => {
    const told: unknown[] = []
    const reader = lines(most, {
      line: (text) => told.push(text),
      overlong: () => told.push('too long'),
      cut: (text) => told.push({ cut: text.length }),
    })
    for (const chunk of chunks) reader.read(Buffer.from(chunk))
    return [...told, reader.unfinished()]
  }
  it('are cut where they end, however they come', () => {
    expect(cut(10, 'a', 'b\nc\n\nd', 'e')).toEqual(['ab', 'c', '', 'de'])
    const [euro] = [Buffer.from('€\n')]
    expect(cut(10, euro.subarray(0, 1), euro.subarray(1))).toEqual(['€', ''])
  })
  it('that are too long are said to be cut, and the next are read', () => {
    expect(cut(4, 'abc\n', 'abc', 'de', 'f\ng\n')).toEqual([
      'abc',
      'too long',
      { cut: 14 },
      'g',
      '',
    ])
    expect(cut(4, 'ab\nabcdefgh\nc\n')).toEqual(['ab', 'too long', { cut: 19 }, 'c', ''])
    const told: string[] = []
    const reader = lines(9, {
      line: () => expect.fail(),
      overlong: () => told.push('too long'),
      cut: (text) => told.push(text),
    })
    for (const part of ['{"seq":7,', 'x'.repeat(1e6), 'y'.repeat(1e5), ',"end":1}\n'])
      reader.read(Buffer.from(part))
    expect(told).toEqual(['too long', expect.stringMatching(/^\{"seq":7,x+ … y+,"end":1\}$/)])
    expect(told[1]?.length).toBeLessThan(1e4)
  })
})

describe('the first line of a program', () => {
  const declared = (more: string) =>
    headerFrom(`{"version":1,"operations":["softmax"],${more}}`, 'it').implementation
  it('declares formats that differ, a domain, elementary functions and code', () => {
    expect(
      declared(
        `"format":${JSON.stringify(mixed)},"domain":{"logits":["-Infinity",80]},"elementary":{"ulp":2}`,
      ),
    ).toMatchObject({
      format: mixed,
      domain: { logits: [-Infinity, 80] },
      elementary: { ulp: 2 },
    })
    const reproduce = { language: 'python', calls: { softmax: 'softmax({logits})' } }
    expect(declared(`"reproduce":${JSON.stringify(reproduce)}`)).toMatchObject({ reproduce })
    expect(declared('"format":null,"domain":null,"elementary":null')).toMatchObject({
      format: 'binary64',
    })
  })
  it('is told what is wrong with them', () => {
    expect(() => declared('"domain":{"logits":[1,-1]}')).toThrow(
      'it: its first line: domain.logits: expected [least, most], the first number below the second, but received [1, -1]',
    )
  })
})

describe('a message', () => {
  it('is an object, and nothing else', () => {
    expect(['[1]', '1', 'null', '"a"', '{', ''].map(messageFrom)).toEqual(Array(6).fill(undefined))
    expect(messageFrom('{"seq":"NaN","result":["-0"]}')).toEqual({ seq: NaN, result: [-0] })
  })
  it('has words that are clean and short', () => {
    expect(replyFrom({ error: `\u001b[31mred\u001b[0m\u0007 ${'x'.repeat(1000)}\nmore` })).toEqual({
      error: `red\ufffd ${'x'.repeat(294)}…`,
    })
    expect(
      headerFrom(
        '{"version":1,"operations":["softmax"],"name":"a\\u001b]0;title\\u0007\\nb","release":"1\\u202e"}',
        'it',
      ).implementation,
    ).toMatchObject({ name: 'a\ufffd]0;title\ufffd b', version: '1\ufffd' })
  })
})
