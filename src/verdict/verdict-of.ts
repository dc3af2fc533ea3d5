import { given } from '../contract/given.ts'
import { written } from '../contract/runs.ts'
import { domainInWords } from '../contract/numbers.ts'
import type { AnyLaw, Asked } from '../laws/law.ts'
import { noVerdict } from './claim-in-words.ts'
import { isBreach, sentenceOf } from './inquire.ts'
import { highest } from './progress.ts'
import type { Search } from './search.ts'
import { clear, type Verdict, type Witness } from './verdict.ts'

/**
 * What the searches of a trial come to. The first decides; after a witness, more searches may have
 * found better ones.
 */
export const verdictOf = (
  law: AnyLaw,
  seed: number,
  { domain }: Asked,
  first: Search,
  more: readonly Search[] = [],
  isEveryday: (input: unknown) => boolean = () => false,
): Verdict => {
  const { failure, runs, census, profile, worst } = first
  const undecided = first.undecided || undefined
  const { unasked } = first
  const judged = runs - (unasked?.inputs ?? 0)
  if (failure === undefined) {
    const reason =
      first.skipped
      ?? (runs === 0 ? `no input${domain ? ` inside ${domainInWords(domain)}` : ''}`
      : judged === 0 ? unasked?.reason
      : undecided === judged ? noVerdict('input that was drawn')
      : undefined)
    return reason === undefined ?
        {
          law,
          status: 'passed',
          runs: judged,
          seed,
          census,
          profile,
          worst,
          ...given({ undecided, unasked }),
        }
      : { law, status: 'skipped', reason }
  }
  const { finding, replay } = failure
  if (isBreach(finding)) {
    const breaches = [first, ...more].flatMap(({ failure: it }) =>
      it !== undefined && isBreach(it.finding) ? [{ ...it, finding: it.finding }] : [],
    )
    const [it = { ...failure, finding }] = breaches.toSorted(
      (a, b) => Number(isEveryday(b.input)) - Number(isEveryday(a.input)),
    )
    return {
      law,
      status: 'errored',
      reason: sentenceOf(it.finding),
      input: it.input,
      breach: it.finding,
      replay: it.replay,
    }
  }
  const witnesses = more.flatMap(({ failure }) =>
    failure === undefined || isBreach(failure.finding) ? [] : [failure.finding],
  )
  return {
    law,
    status: 'falsified',
    ...bestOf(finding, witnesses, isEveryday),
    replay,
    census,
    profile: highest([profile, ...more.map((it) => it.profile)]),
    ...given({ undecided, unasked }),
  }
}

/**
 * The shortest witness to write down; and the shortest that is clear, else the one that is furthest
 * out. Everyday ones go before all others.
 */
export const bestOf = (
  first: Witness,
  others: readonly Witness[],
  isEveryday: (input: unknown) => boolean = () => false,
): { readonly smallest: Witness; readonly clearest: Witness } => {
  const witnesses = [first, ...others]
  const rank = ({ input }: Witness): number => (isEveryday(input) ? 0 : 1)
  const bySize = witnesses.toSorted(
    (a, b) => rank(a) - rank(b) || written(a.input).length - written(b.input).length,
  )
  const [furthest = first] = witnesses.toSorted((a, b) => b.strain - a.strain)
  const [smallest = first] = bySize
  return { smallest, clearest: bySize.find((it) => it.strain >= clear) ?? furthest }
}
