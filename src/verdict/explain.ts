import { given } from '../contract/given.ts'
import { plain } from '../contract/plain.ts'
import { allInWords, grouped } from './all-in-words.ts'
import { casesOf, evidenceOf, evidenceOfNone, type Addressed, type Row } from './evidence.ts'
import type { LawOutcome, Likeness, Untried } from './outcome.ts'
import { outcomeOf } from './outcome-of.ts'
import type { Verdict } from './verdict.ts'

export { plain }

/**
 * A verdict in words: what was expected, what came, why the law holds, what it looks like, and how
 * to see it again, where there is an address.
 */
export const explain = (verdict: Verdict, address?: string, likeness?: Likeness): string =>
  told({ ...outcomeOf(verdict, likeness), ...given({ address }) })

/** An outcome in words. */
export const told = (outcome: Untried | Addressed<LawOutcome>): string => {
  switch (outcome.status) {
    case 'passed': {
      const { law, worst, unasked } = outcome
      const used = percent(Number(worst))
      const left = unasked === undefined ? '' : `; ${unasked.inputs} not asked: ${unasked.reason}`
      return plain(
        `${law} held on ${inputsOf(outcome)}, using at most ${used} of its budget${left}`,
      )
    }
    case 'skipped':
      return plain(`${outcome.law} was skipped: ${outcome.reason}`)
    case 'errored': {
      if (outcome.answer !== undefined && !outcome.answer.isMissing)
        return plain([`${outcome.law} is broken`, ...table(evidenceOfNone(outcome))].join('\n'))
      const title = `${outcome.law} could not be judged: ${outcome.reason}`
      return plain([title, ...table(casesOf(outcome.cases))].join('\n'))
    }
    case 'falsified': {
      const title = `${outcome.law} ${outcome.tier === 'accurate' ? 'loses accuracy' : 'is broken'}`
      return plain([title, ...table(evidenceOf(outcome))].join('\n'))
    }
    case 'untried':
      return plain(outcome.reason)
  }
}

/** On how many inputs a law held: all, all of a form and others, or those that were drawn. */
const inputsOf = ({
  all,
  runs,
  seed,
  undecided = 0,
}: Extract<LawOutcome, { readonly status: 'passed' }>): string => {
  if (all === undefined) return `${runs} ${runs === 1 ? 'input' : 'inputs'} (seed ${seed})`
  const others = runs > all.inputs ? [`and ${runs - all.inputs} others (seed ${seed})`] : []
  const none = undecided > 0 ? [`(no verdict at ${grouped(undecided)} of them)`] : []
  return [allInWords(all), ...others, ...none].join(' ')
}

/** Rows of evidence as lines, each with its name in a column of its own. */
export const table = (rows: readonly Row[], columns = Infinity): string[] =>
  rows.flatMap(([slot, ...lines]) =>
    lines
      .flatMap((line) => (prose.has(slot) ? wrapped(line, columns - indent) : [line]))
      .map((line, i) => `  ${(i === 0 ? slot : '').padEnd(indent - 3)} ${line}`),
  )
const indent = 12
/** What may be broken into lines: what is copied stays whole. */
const prose: ReadonlySet<Row[0]> = new Set(['law', 'resembles', 'mend', 'lesson', 'why', 'also'])

/** A text in lines of so many characters, broken between words. */
const wrapped = (text: string, most: number): string[] =>
  text.split(' ').reduce<string[]>((lines, word) => {
    const line = lines.at(-1)
    return line === undefined || line.length + word.length >= most ?
        [...lines, word]
      : [...lines.slice(0, -1), `${line} ${word}`]
  }, [])

const percent = (part: number): string => `${Math.round(100 * part)} %`
