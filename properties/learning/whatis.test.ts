import { describe, expect, it } from 'vitest'
import { main } from '../../src/cli.ts'
import { laws } from '../../src/laws/index.ts'
import { closedForms } from '../../src/learning/explain/closed-forms.ts'
import { whatis } from '../../src/learning/explain/whatis.ts'

const losslaws = async (...args: string[]) => {
  let text = ''
  const code = await main(['whatis', ...args], {
    write: (more) => void (text += more),
    isTerminal: false,
  })
  return { code, text }
}
const namesOf = (text: string, classes?: number) =>
  whatis(text, classes)?.map(({ form, classes: n }) =>
    n === undefined ? form.name : `${form.name} at ${n}`,
  )

describe('losslaws whatis', () => {
  it('names a closed form, its cause and the laws to check', async () => {
    expect(await losslaws('1.4612', '--classes', '10')).toMatchInlineSnapshot(`
      {
        "code": 0,
        "text": "1.4612 is log(1 + (N − 1)/e), N = 10: 1.46115017
        what    the least loss when scores differ by at most 1
        cause   values between 0 and 1, probabilities or sigmoids, are taken for logits
        check   losslaws verify <address> --laws softmax/reaches-one,cross-entropy/infimum-zero,founding/sigmoid-floors-loss
      ",
      }
    `)
  })
  it('lists every form where several have the same digits', async () => {
    expect(await losslaws('0.6931', '--classes', '2')).toMatchInlineSnapshot(`
      {
        "code": 0,
        "text": "0.6931 is log 2: 0.693147181
        what    binary cross-entropy at a logit of 0
        cause   nothing is learnt yet; or a sigmoid stands before a loss that applies it, and this is the floor of the negatives
        check   losslaws verify <address> --laws binary/value
      0.6931 is log N, N = 2: 0.693147181
        what    the cross-entropy of guessing
        cause   nothing is learnt yet, or all scores are equal; a faulty head begins there too
        check   losslaws verify <address> --laws cross-entropy/chance-level
      0.6931 is (log N + (N − 1) log(N/(N − 1)))/N, N = 2: 0.693147181
        what    the mean of N binary cross-entropies of the probabilities 1/N
        cause   binary cross-entropy is put on the outputs of softmax
        check   losslaws verify <address> --laws cross-entropy/chance-level,cross-entropy/value
      ",
      }
    `)
    expect((await losslaws('7', '--classes', '100')).text).not.toContain('digits')
  })
  it('says how many digits it needs where many forms show those that it was given', async () => {
    const { code, text } = await losslaws('0.1')
    expect([code, text]).toEqual([
      4,
      '0.1 has too few digits: 331 closed forms show them. Give 3 digits or more, or --classes.\n',
    ])
    const shown = (digits: number): string[] =>
      (whatis('0.1') ?? []).map(({ value }) => value.toPrecision(digits))
    const isCrowded = (text: string): boolean => (whatis(text) ?? []).length > 8
    expect(shown(3).some(isCrowded)).toBe(false)
    expect(shown(2).some(isCrowded)).toBe(true)
  })
  it('takes a negative loss for one whose sign is lost', async () => {
    expect(await losslaws('-2.303', '--classes', '10')).toMatchInlineSnapshot(`
      {
        "code": 0,
        "text": "-2.303 is minus log N, N = 10: -2.30258509
        what    the cross-entropy of guessing
        cause   nothing is learnt yet, or all scores are equal; a faulty head begins there too; the minus sign of the loss is lost
        check   losslaws verify <address> --laws cross-entropy/non-negative,cross-entropy/chance-level
      ",
      }
    `)
  })
  it.each([
    [['2.71', '--classes', '10'], 4, '2.71 is no closed form that is known here, for 10 classes\n'],
    [['123456.789'], 4, '123456.789 is no closed form that is known here, for 2 to 1000 classes\n'],
    [['many'], 2, 'expected a number, but received many\n'],
    [['1e999'], 2, 'expected a number, but received 1e999\n'],
    [['1', '2'], 2, 'expected a number, but received 1 2\n'],
    [[], 2, 'expected a number, but received none\n'],
    [
      ['1', '--classes', '1'],
      2,
      '--classes: expected a whole number of at least 2, but received 1\n',
    ],
  ])('answers %j plainly, with a code of its own', async (args, code, text) => {
    expect(await losslaws(...args)).toEqual({ code, text })
  })
})

describe('the number', () => {
  it.each([
    ['2.302585', 10, 'log N at 10'],
    ['0.5514', 3, 'log(1 + (N − 1)/e) at 3'],
    ['0.7437', 4, 'log(1 + (N − 1)/e) at 4'],
    ['3.237287', 10, 'log(1 + (N − 1)e) at 10'],
    ['0.576117', 3, 'e/(e + N − 1) at 3'],
    ['1.9095', 3, 'log N + (N − 1) log(N/(N − 1)) at 3'],
    ['16.118', 10, '−log 1e-7'],
    ['13.815511', 10, '−log 1e-6'],
    ['27.631021', 10, '−log 1e-12'],
    ['34.538776', 10, '−log 1e-15'],
    ['15.942385', 10, '−log 2^-23'],
    ['16.635532', 10, '−log 2^-24'],
    ['36.043653', 10, '−log 2^-52'],
    ['36.736801', 10, '−log 2^-53'],
    ['87.336545', 10, '−log of the least normal binary32'],
    ['103.278930', 10, '−log of the least binary32'],
    ['708.396419', 10, '−log of the least normal binary64'],
    ['744.440072', 10, '−log of the least binary64'],
    ['88.722839', 10, 'log of the greatest binary32'],
    ['709.782713', 10, 'log of the greatest binary64'],
    ['11.089866', 10, 'log of the greatest binary16'],
    ['100', 10, '100'],
    ['0.500288', 10, expect.stringContaining('ε/N')],
    ['0.544805', 10, expect.stringContaining('ε/(N − 1)')],
    ['0.3133', 10, 'log(1 + 1/e)'],
    ['inf', 10, '−log 0'],
    ['NaN', 10, '0/0, ∞ − ∞ or 0 · ∞'],
  ])('%s is known', (text, classes, name) => {
    expect(namesOf(text, classes)).toContainEqual(name)
  })
  it('is known by digits that were rounded, and by digits that were cut off', () => {
    expect(namesOf('1.4611', 10)).toEqual(namesOf('1.4612', 10))
    expect(namesOf('14.61e-1', 10)).toEqual(['log(1 + (N − 1)/e) at 10'])
    expect(namesOf('1.4613', 10)).toEqual([])
    expect(namesOf('.5514', 3)).toEqual(['log(1 + (N − 1)/e) at 3'])
  })
  it('has one meaning where the classes are known, and five digits', () => {
    for (const n of [3, 6, 100, 500]) {
      for (const form of closedForms.filter((it) => it.perClasses))
        expect(namesOf(form.value(n).toPrecision(6), n)).toHaveLength(1)
    }
  })
})

describe('a closed form', () => {
  it.each(closedForms)('$name sends to laws that exist', (form) => {
    expect(form.laws.length).toBeGreaterThan(0)
    for (const id of form.laws) expect(laws.map((law) => law.id)).toContain(id)
    expect(form.cause).not.toMatch(/[.!]$/)
  })
})
