import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { bitsOf, formats, isMember, membersOf } from '../../src/arithmetic/format.ts'
import { at } from '../../src/arithmetic/sequence.ts'
import { main } from '../../src/cli.ts'
import type { Domain } from '../../src/contract/numbers.ts'
import type { Implementation } from '../../src/contract/implementation.ts'
import type { OperationName } from '../../src/contract/operations.ts'
import { literal, numbersIn } from '../../src/contract/literal.ts'
import { reference, references } from '../../src/core/reference.ts'
import { laws } from '../../src/laws/index.ts'
import type { AnyLaw } from '../../src/laws/law.ts'
import { outcomeFrom } from '../../src/report/board/outcome-from.ts'
import { interrupt } from '../../src/trial/interrupt.ts'
import { explain } from '../../src/verdict/explain.ts'
import { settingOf } from '../../src/verdict/setting.ts'
import { verify } from '../../src/verdict/verify.ts'
import { isSoak } from '../soak.ts'

const named = (id: string): AnyLaw => laws.find((law) => law.id === id)!
const referenceNamed = (name: string): Implementation => references.find((it) => it.name === name)!
const [bfloat16, binary16] = ['core:bfloat16', 'core:binary16'].map(referenceNamed) as [
  Implementation,
  Implementation,
]
const finite = { bfloat16: 65_280, binary16: 63_488 } as const
const exhaustible = laws.filter((law) => law.every !== undefined)
const exhaustive = { exhaustive: true, seed: 1 } as const
const allOf = (law: AnyLaw, implementation: Implementation): unknown[] => [
  ...law.every!.inputs(settingOf(implementation))!,
]

/** The same implementation, but that one operation, or each, does otherwise at some arguments. */
const otherwiseAt = (
  implementation: Implementation,
  isThere: (args: readonly unknown[]) => boolean,
  otherwise: (answer: unknown) => unknown,
  operation?: OperationName,
): Implementation => ({
  ...implementation,
  operations: Object.fromEntries(
    Object.entries(implementation.operations).map(([name, run]) => [
      name,
      (...args: unknown[]) => {
        const answer = (run as (...args: unknown[]) => unknown)(...args)
        return (operation ?? name) === name && isThere(args) ? otherwise(answer) : answer
      },
    ]),
  ),
})
/** The call of a value law at an input has its parts for arguments. */
const argumentsAt = (input: unknown): readonly unknown[] =>
  typeof input === 'object' && !Array.isArray(input) ? Object.values(input as object) : [input]
const notANumber = (answer: unknown): unknown =>
  Array.isArray(answer) ? answer.map(() => NaN) : NaN
const faultyAt = (law: AnyLaw, implementation: Implementation, input: unknown) => {
  const there = numbersIn(argumentsAt(input))
  const isThere = (args: readonly unknown[]) => {
    const here = numbersIn(args)
    return here.length === there.length && here.every((x, i) => Object.is(x, there[i]))
  }
  return otherwiseAt(implementation, isThere, notANumber, law.uses[0])
}

describe('the numbers of a format of 16 bits', () => {
  it.each(['bfloat16', 'binary16'] as const)(
    'are all finite ones of %s, once each, and −0 beside 0',
    (name) => {
      const all = membersOf(formats[name])
      expect(bitsOf(formats[name])).toBe(16)
      expect([all.length, new Set(all.map(literal)).size]).toEqual([finite[name], finite[name]])
      expect(all.every((x) => isMember(x, formats[name]))).toBe(true)
      expect(all.every(Number.isFinite)).toBe(true)
      expect(all.some((x) => Object.is(x, -0))).toBe(true)
    },
  )
  it('are fewer than those of the other formats', () => {
    expect([bitsOf(formats.binary32), bitsOf(formats.binary64)]).toEqual([32, 64])
  })
})

describe('the laws that an exhaustive trial goes through', { timeout: 600_000 }, () => {
  it('are those of the values of what takes one logit, or two of which one is 0', () => {
    expect(exhaustible.map(({ id }) => id)).toEqual([
      'softmax/value',
      'softmax/accurate',
      'sigmoid/value',
      'sigmoid/tail',
      'softplus/value',
      'softplus/tail',
      'log-sigmoid/value',
      'log-sigmoid/tail',
      'cross-entropy/value',
      'cross-entropy/tail',
      'binary/value',
      'binary/tail',
      'binary/gradient-value',
      'binary/gradient-tail',
    ])
  })

  const tried: readonly (readonly [string, readonly string[]])[] =
    isSoak ?
      references
        .filter((it) => bitsOf(settingOf(it).numbers.logits) === 16)
        .map(({ name }) => [name, exhaustible.map(({ id }) => id)] as const)
    : [
        ['core:bfloat16', ['sigmoid/value', 'softmax/accurate']],
        ['core:binary16', ['softplus/tail']],
      ]
  it.each(tried)('hold of %s on all inputs', async (name, ids) => {
    const implementation = referenceNamed(name)
    for (const id of ids) {
      const law = named(id)
      const verdict = await verify(law, implementation, exhaustive)
      expect(verdict, id).toMatchObject({
        status: 'passed',
        all: { inputs: allOf(law, implementation).length },
      })
    }
  })

  const ids = exhaustible.map(({ id }) => id)
  const few = [
    'sigmoid/tail',
    'log-sigmoid/value',
    'softplus/value',
    'softmax/value',
    'log-sigmoid/tail',
  ]
  const faults = [1, 2, 3, 4, 5].flatMap((seed) =>
    ids.filter((id) => isSoak || id === few[seed - 1]).map((id) => [id, seed] as const),
  )
  it.each(faults)('find a fault at one input for %s, drawn by seed %i', async (id, seed) => {
    const law = named(id)
    const implementation = seed % 2 === 0 ? binary16 : bfloat16
    const inputs = allOf(law, implementation)
    const [index = 0] = fc.sample(fc.noBias(fc.nat(inputs.length - 1)), { seed, numRuns: 1 })
    const faulty = faultyAt(law, implementation, inputs[index])
    expect(await verify(law, faulty, { exhaustive: true, seed })).toMatchObject({
      status: 'falsified',
      smallest: { input: inputs[index] },
      clearest: { input: inputs[index] },
      all: { inputs: inputs.length, failing: 1 },
    })
    for (const drawn of laws.filter((it) => it.uses.includes(at(law.uses, 0))))
      expect((await verify(drawn, faulty, { seed })).status, drawn.id).not.toBe('falsified')
  })
  it('find a last bit that is wrong at one logit', async () => {
    const faulty = otherwiseAt(
      bfloat16,
      ([x]) => x === -0.8203125,
      (p) => (p as number) + 2 ** -8,
    )
    expect(await verify(named('sigmoid/tail'), faulty, exhaustive)).toMatchObject({
      status: 'falsified',
      smallest: { input: -0.8203125 },
      all: { inputs: finite.bfloat16, failing: 1 },
    })
    expect((await verify(named('sigmoid/tail'), faulty, { seed: 1 })).status).toBe('passed')
  })
})

describe('an exhaustive verdict', () => {
  const inDomain = (logits: Domain['logits']): Implementation => ({
    ...bfloat16,
    domain: { logits },
  })
  const told = async (id: string, implementation: Implementation, options: object = {}) =>
    explain(await verify(named(id), implementation, { ...exhaustive, ...options }))

  it('says that the inputs were all, and how many', async () => {
    expect(await told('sigmoid/tail', bfloat16)).toMatchInlineSnapshot(
      `"sigmoid/tail held on all 65,280 inputs (no verdict at 15,558 of them), using at most 100 % of its budget"`,
    )
  })
  it('says of which form they were, where others were drawn beside', async () => {
    expect(await told('softmax/accurate', bfloat16)).toMatchInlineSnapshot(
      `"softmax/accurate held on all 65,280 inputs with logits [x, 0] and 118 others (seed 1), using at most 100 % of its budget"`,
    )
  })
  it('keeps to a declared domain, and says so', async () => {
    expect(await told('sigmoid/tail', inDomain([1, 16]))).toMatchInlineSnapshot(
      `"sigmoid/tail held on all 513 inputs in the domain, using at most 99 % of its budget"`,
    )
    expect(await told('binary/tail', inDomain([1, 16]))).toMatchInlineSnapshot(
      `"binary/tail held on all 1,539 inputs in the domain with a target of 0, 1/2 or 1 and 111 others (seed 1), using at most 100 % of its budget"`,
    )
  })
  it('is that of drawn inputs where the form has none in the domain', async () => {
    expect(await told('softmax/accurate', inDomain([1, 16]))).toMatchInlineSnapshot(
      `"softmax/accurate held on 118 inputs (seed 1), using at most 100 % of its budget"`,
    )
  })
  it('is that of drawn inputs for a law that has too many', async () => {
    expect(await told('softmax/sums-to-one', bfloat16)).toMatch(
      /^softmax\/sums-to-one held on 106 /,
    )
  })
  it('tells how many inputs fail, the smallest and the clearest', async () => {
    const off = otherwiseAt(
      inDomain([-4, 4]),
      ([x]) => Math.abs(x as number) >= 2,
      (p) => (p as number) * ((p as number) > 0.5 ? 2 : 1.1),
    )
    expect(await told('sigmoid/value', off)).toMatchInlineSnapshot(`
      "sigmoid/value is broken
        law       σ(x) = 1 / (1 + e^(−x))
        input     3.828125
        claim     sigmoid(x)
        expected  0.97871 ± 0.002
        got       1.9609375
        off by    0.982, 503 times the budget
        why       by definition; for x < 0, e^x / (1 + e^x) is the same and does not overflow.
        smallest  2
        fails at  258 of all 33,026 inputs in the domain"
    `)
  })
  it('tells that all of one form hold, where a drawn input fails', async () => {
    const forTwo = otherwiseAt(inDomain([-4, 4]), ([z]) => (z as number[]).length > 2, notANumber)
    expect(await told('softmax/value', forTwo)).toMatchInlineSnapshot(`
      "softmax/value is broken
        law       softmax(z)ᵢ = e^(zᵢ − m) / Σⱼ e^(zⱼ − m), m = max z
        input     [0,0,0]
        claim     softmax(z)[0] (and 2 more)
        expected  0.33333 ± 0.00098
        got       NaN
        why       by definition; the shift by the maximum changes nothing and overflows nowhere.
        fails at  none of all 33,026 inputs in the domain with logits [x, 0]
        seed      1, path 8:1:0:1:2:2"
    `)
  })
  it('is not one where an input could not be judged, or was not', async () => {
    const throwing = otherwiseAt(
      inDomain([1, 16]),
      ([x]) => x === 2 || x === 3,
      () => {
        throw new Error('lost')
      },
    )
    expect(await told('sigmoid/value', throwing)).toMatchInlineSnapshot(
      `
      "sigmoid/value is broken
        law       σ(x) = 1 / (1 + e^(−x))
        input     2
        claim     sigmoid(2)
        expected  a number
        got       threw Error: lost
        why       by definition; for x < 0, e^x / (1 + e^x) is the same and does not overflow."
    `,
    )
    const skipping = otherwiseAt(
      inDomain([1, 16]),
      ([x]) => x === 2,
      () => {
        throw Object.assign(new Error('not today'), { name: 'Unanswered', how: 'skipped' })
      },
    )
    expect(await told('sigmoid/value', skipping)).toMatchInlineSnapshot(
      `"sigmoid/value was skipped: not today"`,
    )
  })
  it('is errored where a call does not come back', async () => {
    const looping = otherwiseAt(
      inDomain([1, 16]),
      ([x]) => x === 2,
      () => {
        for (;;);
      },
    )
    expect(
      await told('sigmoid/value', looping, { timeLimit: 50, interrupt }),
    ).toMatchInlineSnapshot(
      `"sigmoid/value could not be judged: sigmoid(2) did not answer within 50 ms"`,
    )
  })
  it('is the same where answers are promises', async () => {
    const promising = otherwiseAt(
      inDomain([1, 16]),
      () => true,
      (p) => Promise.resolve(p),
    )
    expect(await verify(named('sigmoid/tail'), promising, exhaustive)).toEqual(
      await verify(named('sigmoid/tail'), inDomain([1, 16]), exhaustive),
    )
  })
  it('is refused where logits have more bits', async () => {
    await expect(verify(named('sigmoid/tail'), reference, exhaustive)).rejects.toThrow(
      'core:binary64: expected logits of 16 bits for an exhaustive trial, binary16 or bfloat16, but received binary64',
    )
  })
})

describe('losslaws verify --exhaustive', () => {
  const doubles = fileURLToPath(new URL('../doubles/', import.meta.url))
  const folder = mkdtempSync(join(tmpdir(), 'losslaws-exhaustive-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const losslaws = async (...args: string[]) => {
    let text = ''
    const code = await main(['verify', ...args, '--exhaustive', '--seed', '1'], {
      write: (more) => void (text += more),
      isTerminal: false,
    })
    return { code, text: text.replaceAll(doubles, '').replaceAll(join(folder, '/'), '') }
  }
  const [page, lines, json, junit] = ['page.html', 'o.jsonl', 'o.json', 'o.xml'].map((name) =>
    join(folder, name),
  ) as [string, string, string, string]
  const double = join(doubles, 'wrong-once.ts')
  const text = (file: string) => readFileSync(file, 'utf8')

  it('tells the terminal, the page, the lines and the views of Vitest', async () => {
    const { code, text: told } = await losslaws(
      double,
      '--laws=sigmoid/value,softplus/value,softmax/value',
      '--reporter=html',
      '--reporter=jsonl',
      `--output-file=html=${page}`,
      `--output-file=jsonl=${lines}`,
    )
    expect(code).toBe(1)
    expect(told).toMatchInlineSnapshot(`
      "wrong-once.ts  sigmoid is wrong, in 1 law
        law       sigmoid/value: σ(x) = 1 / (1 + e^(−x))
        input     -0.8203125
        claim     sigmoid(x)
        expected  0.3057 ± 0.00098
        got       0.31
        off by    0.0043, 4.4 times the budget
        why       by definition; for x < 0, e^x / (1 + e^x) is the same and does not overflow.
        fails at  1 of all 65,280 inputs
        replay    losslaws replay wrong-once.ts sigmoid/value '-0.8203125'

      wrong-once.ts  2 held  1 broken  (1 everyday)
        held, judged at all 65,280 inputs with logits [x, 0]: softmax/value
        held, judged at all 65,280 inputs: softplus/value
      seed 1, 100 inputs per law besides its examples
      the report is in page.html
      the outcomes are in o.jsonl
      "
    `)
    const words = text(page).replaceAll(/<[^>]*>/g, '')
    expect(words).toContain('Held, judged at all 65,280 inputs: softplus/value.')
    expect(words).toContain('Held, judged at all 65,280 inputs with logits [x, 0]: softmax/value.')
    expect(words).toContain('1 of all 65,280 inputs')
    expect(words).toContain('--exhaustive')
    const outcomes = text(lines)
      .trim()
      .split('\n')
      .map((line) => outcomeFrom(JSON.parse(line), lines))
    expect(outcomes.map((it) => 'all' in it && it.all)).toEqual(
      expect.arrayContaining([
        { inputs: 65_280, form: 'with logits [x, 0]' },
        { inputs: 65_280, failing: 1 },
        { inputs: 65_280 },
      ]),
    )
    expect(outcomes[0]).toMatchObject({ trial: { exhaustive: true } })

    await losslaws(
      double,
      '--laws=sigmoid/value,softplus/value',
      '--reporter=json',
      '--reporter=junit',
      `--output-file=json=${json}`,
      `--output-file=junit=${junit}`,
    )
    expect(text(junit)).toContain('fails at  1 of all 65,280 inputs')
    expect(text(junit)).toContain('softplus/value held on all 65,280 inputs')
    expect(text(json)).toContain('"all":{"inputs":65280}')
  })
  it('expects formats of 16 bits', async () => {
    expect(await losslaws('core:binary64', '--laws', 'sigmoid/*')).toMatchInlineSnapshot(`
      {
        "code": 2,
        "text": "core:binary64: expected logits of 16 bits for an exhaustive trial, binary16 or bfloat16, but received binary64

      core:binary64  could not be tried
      seed 1, 100 inputs per law besides its examples
      ",
      }
    `)
  })
})
