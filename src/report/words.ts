import { total } from '../arithmetic/sequence.ts'
import { allInWords } from '../verdict/all-in-words.ts'
import { isMeasured, type MeasuredOutcome, type Outcome } from '../verdict/outcome.ts'

/** At how many inputs a law was not decided. A law that failed ended its search at some input. */
export const undecidedInWords = (outcome: MeasuredOutcome): string =>
  noVerdict(outcome.undecided ?? 0, outcome.status === 'passed' ? outcome.runs : undefined)

/** Where nothing could be said: at how many inputs of those laws, and at how many of which law. */
export type Undecided = {
  readonly words: string
  readonly laws: readonly { readonly law: string; readonly n: number; readonly of?: number }[]
}

/**
 * The inputs that gave no verdict, of all inputs of the laws that held: a law that does not hold
 * has been decided. Undefined where every input gave one.
 */
export const sumOfUndecided = (outcomes: readonly Outcome[]): Undecided | undefined => {
  const held = outcomes.filter(({ status }) => status === 'passed').filter(isMeasured)
  const n = total(held.map(({ undecided = 0 }) => undecided))
  const laws = outcomes
    .filter(isMeasured)
    .flatMap(({ law, undecided: n = 0, ...it }) =>
      n === 0 ? []
      : it.status === 'passed' ? [{ law, n, of: it.runs }]
      : [{ law, n }],
    )
    .toSorted((a, b) => b.n - a.n)
  const runs = total(held.map((it) => (it.status === 'passed' ? it.runs : 0)))
  return n === 0 ? undefined : { words: noVerdict(n, runs), laws }
}

const noVerdict = (n: number, of: number | undefined): string =>
  `no verdict at ${n}${of === undefined ? '' : ` of ${of}`} ${(of ?? n) === 1 ? 'input' : 'inputs'}`

/** The laws that held on all inputs, or on all of one form, by which inputs these are. */
export const heldOnAll = (outcomes: readonly Outcome[]): ReadonlyMap<string, readonly string[]> => {
  const laws = new Map<string, string[]>()
  for (const it of outcomes) {
    if (it.status !== 'passed' || it.all === undefined) continue
    const words = allInWords(it.all)
    laws.set(words, [...(laws.get(words) ?? []), it.law])
  }
  return laws
}
