import { toDigits } from '../arithmetic/decimal-string.ts'
import { exact, minus, magnitude, plus, scale, sign, top, type Exact } from '../arithmetic/exact.ts'
import { plain } from '../implementation/plain.ts'
import { literal } from '../implementation/wire.ts'
import { distance, isWide, type Claim } from '../laws/claim.ts'
import type { Verdict, Witness } from './verdict.ts'

export { plain }

/**
 * A verdict in words: what was expected, what came, why the law holds, what it looks like, and how
 * to see it again, where there is an address.
 */
export const explain = (verdict: Verdict, address?: string, likeness?: string): string => {
  const { law } = verdict
  switch (verdict.status) {
    case 'passed':
      return `${law.id} held on ${verdict.runs} ${verdict.runs === 1 ? 'input' : 'inputs'} (seed ${verdict.seed}), using at most ${percent(verdict.worst)} of its budget`
    case 'skipped':
      return plain(`${law.id} was skipped: ${verdict.reason}`)
    case 'errored':
      return plain(
        [`${law.id} could not be judged: ${verdict.reason}`, ...table(casesOf(verdict.cases))].join(
          '\n',
        ),
      )
    case 'falsified': {
      const title = law.tier === 'accurate' ? `${law.id} loses accuracy` : `${law.id} is broken`
      return plain([title, ...table(evidenceOf(verdict, address, likeness))].join('\n'))
    }
  }
}

/**
 * What speaks against an implementation, row by row, each with its name: the law, the clearest
 * input, what was expected and what came.
 */
export const evidenceOf = (
  verdict: Extract<Verdict, { readonly status: 'falsified' }>,
  address?: string,
  likeness?: string,
): string[][] => {
  const { law, clearest, smallest, replay } = verdict
  return [
    ['law', law.equation],
    ...witness(clearest),
    ['why', law.proof],
    ...(likeness === undefined ? [] : [['like', likeness]]),
    ...(literal(smallest.input) === literal(clearest.input) ?
      []
    : [['smallest', literal(smallest.input)]]),
    ...(address === undefined ?
      []
    : [['replay', `losslaws replay ${inShell(address)} ${law.id} '${literal(clearest.input)}'`]]),
    ...(replay.path === null ? [] : [['seed', `${replay.seed}, path ${replay.path}`]]),
    ...casesOf(verdict.cases),
  ]
}

const table = (rows: readonly string[][]): string[] =>
  rows.map(([name = '', text = '']) => `  ${name.padEnd(9)} ${text}`)

/**
 * Every recorded input that failed, where one is not all: those that broke the law, and those that
 * could not be judged.
 */
const casesOf = (cases: readonly Verdict[] = []): string[][] => {
  if (cases.length < 2) return []
  const row = (name: string, inputs: readonly unknown[]) =>
    inLines(inputs.map(String)).map((line, i) => [i === 0 ? name : '', line])
  return [
    ...row(
      'cases',
      cases.flatMap((it) => (it.status === 'falsified' ? [it.clearest.input] : [])),
    ),
    ...row(
      'errored',
      cases.flatMap((it) => (it.status === 'errored' ? [it.input] : [])),
    ),
  ]
}
/**
 * Ids in lines of at most 100 characters, in which one that begins as the one before it is cut to
 * its last part.
 */
export const inLines = (ids: readonly string[]): string[] =>
  ids.reduce<string[]>((lines, id, i) => {
    const [line, stem] = [lines.at(-1), id.slice(0, id.lastIndexOf('/') + 1)]
    const word = stem !== '' && ids[i - 1]?.startsWith(stem) ? id.slice(stem.length) : id
    return line === undefined || line.length + word.length > 98 ?
        [...lines, id]
      : [...lines.slice(0, -1), `${line}, ${word}`]
  }, [])

const witness = ({ input, refuted, strain }: Witness): string[][] => {
  const [claim] = refuted
  if (claim === undefined) return [['input', literal(input)]]
  const more = refuted.length - 1
  return [
    ['input', literal(input)],
    ['claim', more === 0 ? claim.about : `${claim.about} (and ${more} more)`],
    ['expected', expectedOf(claim)],
    ['got', shown(claim.value)],
    ...outsideBy(claim, strain),
  ]
}

const expectedOf = ({ within }: Claim): string => {
  if ('only' in within) return `${within.only}`
  const { lo, hi, budget } = within
  if (lo && hi) {
    const middle = scale(plus(lo, hi), -1)
    const slack = scale(minus(hi, lo), -1)
    if (isWide({ lo, hi, budget })) return `from ${toDigits(lo, 20)} to ${toDigits(hi, 20)}`
    return sign(slack) === 0 ?
        toDigits(middle, 20)
      : `${toDigits(middle, digitsTo(middle, slack))} ± ${toDigits(slack, 2)}`
  }
  if (lo) return `at least ${toDigits(lo, digitsTo(lo, budget))}`
  return hi ? `at most ${toDigits(hi, digitsTo(hi, budget))}` : 'any number'
}

/** How far outside, and in budgets: rounding explains one budget, not a thousand. */
const outsideBy = ({ value, within }: Claim, strain: number): string[][] => {
  if ('only' in within || (typeof value === 'number' && !Number.isFinite(value))) return []
  const far = toDigits(distance(typeof value === 'number' ? exact(value) : value, within), 3)
  return [
    ['off by', Number.isFinite(strain) ? `${far}, ${multiple(strain - 1)} times the budget` : far],
  ]
}

const multiple = (x: number): string =>
  x < 1e6 ? String(Number(x.toPrecision(3))) : x.toExponential(2)

const shown = (value: number | Exact): string =>
  typeof value === 'number' ? String(value) : toDigits(value, 20)

/** Digits that show a number to a tenth of its slack: 3 at least, 25 at most. */
const digitsTo = (x: Exact, slack: Exact): number =>
  sign(slack) === 0 || sign(x) === 0 ?
    20
  : Math.min(
      25,
      Math.max(3, Math.ceil((top(magnitude(x)) - top(slack)) * Math.LOG10E * Math.LN2) + 2),
    )

/** A word of a command line, in quotes where the shell would not take it for one. */
export const inShell = (word: string): string =>
  /^[\w./:@%+=-]+$/.test(word) ? word : `'${word.replaceAll(`'`, String.raw`'\''`)}'`

const percent = (part: number): string => `${Math.round(100 * part)} %`
