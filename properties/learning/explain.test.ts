import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { main } from '../../src/cli.ts'
import { codeOf, glossary, glossaryOf, mendedCodeOf } from '../../src/learning/explain/code-of.ts'
import * as doneRight from '../../src/learning/explain/done-right.ts'
import { implementationFrom } from '../../src/contract/declaration.ts'
import { lawsOf, recorded } from '../../src/trial/all-laws.ts'
import { mistakes } from '../../src/mistakes/index.ts'
import { laws } from '../../src/laws/index.ts'
import type { Mistake } from '../../src/mistakes/mistake.ts'
import { fewShapes } from '../../src/laws/shapes.ts'
import { settingOf } from '../../src/verdict/setting.ts'
import { verify } from '../../src/verdict/verify.ts'
import { linkOf } from '../../src/learning/explain/sightings.ts'
import { oneIn } from '../soak.ts'

const read = (id: string): string =>
  readFileSync(new URL(`../../src/mistakes/${id}.ts`, import.meta.url), 'utf8')

const losslaws = async (...args: string[]) => {
  let text = ''
  const code = await main(args, { write: (more) => void (text += more), isTerminal: false })
  return { code, text }
}

describe('losslaws explain', () => {
  it.each(oneIn(3, laws).map(({ id }) => id))(
    'tells %s, with an input that holds and one that fails',
    async (id) => {
      const { code, text } = await losslaws('explain', id)
      expect(code).toBe(0)
      expect(text).toContain(`${id} held on 1 input`)
      expect(text).toMatch(new RegExp(`^${id} (is broken|loses accuracy)$`, 'm'))
      expect(text).toContain(`replay    losslaws replay mistake:`)
    },
  )
  it.each(oneIn(3, lawsOf('fixture')).map(({ id }) => id))(
    'tells %s, which is recorded',
    async (id) => {
      const { code, text } = await losslaws('explain', id)
      expect(code).toBe(0)
      expect(text).toMatch(new RegExp(`^${id} (is broken|loses accuracy)$`, 'm'))
    },
  )
  it.each(oneIn(3, mistakes))('tells mistake:$id, with its code and a witness', async (mistake) => {
    const { code, text } = await losslaws('explain', mistake.id)
    expect(code).toBe(0)
    for (const sighting of mistake.sightings) expect(text).toContain(linkOf(sighting))
    expect(text).toMatch(/^[\w/-]+ (is broken|loses accuracy|could not be judged: .*)$/m)
    expect(codeOf(mistake)).toMatch(/^[^]{20,}$/)
    expect(codeOf(mistake)).not.toMatch(/import |export /)
  })
  it('tells recorded cases of every flag, with their notes', async () => {
    const flags = new Map(
      recorded().flatMap(({ cases }) =>
        cases.flatMap((it) => it.flags.map((flag) => [flag, it.id] as const)),
      ),
    )
    for (const [flag, id] of flags) {
      const { code, text } = await losslaws('explain', id)
      expect(code).toBe(0)
      expect(text).toContain(`${flag}: `)
      expect(text).toMatch(/^mistake:\S+: fixture\/[\w-]+ (is broken|loses accuracy)$/m)
    }
    expect(flags.size).toBeGreaterThan(25)
  })
  it('tells the parts in order', async () => {
    const namesOf = async (id: string) =>
      [...(await losslaws('explain', id)).text.matchAll(/^ {2}(\S.{8}) /gm)].map(([, name = '']) =>
        name.trim(),
      )
    expect(await namesOf('softmax/reaches-one')).toEqual([
      'law',
      'why',
      'asks for',
      'holds',
      'broken by',
      'seen in',
      'law',
      'input',
      'claim',
      'expected',
      'got',
      'off by',
      'why',
      'replay',
      'seed',
    ])
    expect(await namesOf('softmax/masked/001')).toEqual(
      expect.arrayContaining([
        'call',
        'result',
        'where',
        'exact in',
        'refutes',
        'bug',
        'effect',
        'mend',
      ]),
    )
    expect((await losslaws('explain', 'softmax/one-class')).text.split('\n').slice(0, 5).join('\n'))
      .toMatchInlineSnapshot(`
      "softmax/one-class: textbook law of the family softmax
        law       softmax([x]) = [1]
        why       the only term is the sum.
        asks for  softmax
        holds     losslaws replay core:binary64 softmax/one-class '0'"
    `)
  })
  it('shows the code of a mistake as it stands, with what it calls', () => {
    const named = (id: string) => codeOf(mistakes.find((it) => it.id === id) as Mistake)
    expect(named('softmax-no-max-shift')).toMatchInlineSnapshot(`
      "softmax: (logits) => {
        const exps = logits.map(Math.exp)
        const sum = exps.reduce((a, b) => a + b, 0)
        return exps.map((e) => e / sum)
      },"
    `)
    expect(named('sigmoid-before-softmax')).toMatchInlineSnapshot(`
      "const { softmax, crossEntropy, crossEntropyGradient, sigmoid } = right

      softmax: (logits) => softmax(logits.map(sigmoid)),
      crossEntropy: (logits, label) => crossEntropy(logits.map(sigmoid), label),
      crossEntropyGradient: (logits, label) =>
        crossEntropyGradient(logits.map(sigmoid), label).map((g, i) => {
          const z = at(logits, i)
          return g * (sigmoid(z) * sigmoid(-z))
        }),"
    `)
    expect(codeOf({ ...(mistakes[0] as Mistake), id: 'in-no-file' })).toContain(
      'batchCrossEntropy: (',
    )
  })
  it('shows beside it the operations done right, with what they call and without their types', () => {
    expect(mendedCodeOf(['softmax'])).toMatchInlineSnapshot(`
      "const softmax = (z) => {
        const { exps, rest } = shifted(z)
        return exps.map((e) => e / (1 + rest))
      }

      /** The greatest logit, e^(z − greatest), and the sum of these but for the 1 of the greatest. */
      const shifted = (z) => {
        const k = indexOfGreatest(z)
        const greatest = at(z, k)
        const exps = z.map((x) => Math.exp(x - greatest))
        return { greatest, exps, rest: without(k, exps) }
      }

      /** The sum of all entries but the one at i: for each of K entries, that takes K² additions. */
      const without = (i, xs) => total(xs.filter((_, j) => j !== i))"
    `)
    expect(mendedCodeOf(['sigmoid'])).not.toContain('const shifted')
    expect(mendedCodeOf(['batchCrossEntropy'])).toBe('')
    for (const name of Object.keys(doneRight))
      expect(mendedCodeOf([name as keyof typeof doneRight])).toMatch(
        new RegExp(`^const ${name} = \\(`),
      )
  })
  it.each(
    laws
      .filter(({ uses }) => uses.every((name) => name in doneRight))
      .map((law) => [law.id, law] as const),
  )('shows operations that are right by %s', async (_, law) => {
    const mended = implementationFrom(
      { ...doneRight, policies: { labelOutOfRange: 'error' } },
      'done-right',
    )
    expect((await verify(law, mended, { runs: 20 }, settingOf(mended, fewShapes))).status).toMatch(
      /^(passed|skipped)$/,
    )
  })
  it('says what the names mean that a mistake takes from elsewhere', () => {
    const imported = mistakes.flatMap(({ id }) =>
      [...read(id).matchAll(/^import \{([^}]*)\}/gm)].flatMap(([, names = '']) =>
        names.split(',').map((name) => name.trim()),
      ),
    )
    const plain = ['mistake', 'formats', 'binary64', 'reference']
    expect(Object.keys(glossary)).toEqual(
      expect.arrayContaining([...new Set(imported)].filter((name) => !plain.includes(name))),
    )
    expect(glossaryOf('const rest = right.softmax(z), which is right at greatest')).toEqual([
      glossary['right'],
    ])
  })
  it.each(mistakes.filter(({ example }) => example !== undefined))(
    'shows of $id the input that makes its point',
    async ({ id, writtenFor: [law], example = '' }) => {
      const { text } = await losslaws('explain', id)
      expect(text).toContain(`\n\n${law} `)
      expect(text).toContain(`  replay    losslaws replay mistake:${id} ${law} '${example}'\n`)
    },
  )
  it.each([
    [['softmax/sum-to-one'], 'but received softmax/sum-to-one; did you mean softmax/sums-to-one?'],
    [['mistake:softmax-no-max-shfit'], '; did you mean softmax-no-max-shift?'],
    [['softmax/basic/999'], '; did you mean softmax/basic/'],
    [
      ['zzzzzzzzzzzzzzzzzzzz'],
      'expected the id of a law, a mistake or a case, but received zzzzzzzzzzzzzzzzzzzz\n',
    ],
    [['softmax/value', 'more'], 'but received softmax/value more'],
    [[], 'but received none'],
  ])('says in a sentence that there is no %j, and exits with 2', async (args, words) => {
    const { code, text } = await losslaws('explain', ...args)
    expect({ code, text }).toEqual({ code: 2, text: expect.stringContaining(words) })
    expect(text).toMatch(/^[^\n]*\n$/)
  })
})

describe('a sighting', () => {
  it.each([
    ['pytorch/pytorch#62897', 'https://github.com/pytorch/pytorch/issues/62897'],
    [
      'owner/name (README, in the example)',
      'https://github.com/owner/name (README, in the example)',
    ],
  ])('of %s is a link', (sighting, link) => {
    expect(linkOf(sighting)).toBe(link)
  })
})
