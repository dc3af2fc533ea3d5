import { given } from '../contract/given.ts'
import { at, greatest } from '../arithmetic/sequence.ts'
import type { Implementation } from '../contract/implementation.ts'
import { domainInWords, formatInWords } from '../contract/numbers.ts'
import type { Claim } from '../laws/claim.ts'
import type { AnyLaw, Setting } from '../laws/law.ts'
import { byRegion, type Region } from '../laws/region.ts'
import { noVerdict, noVerdictBy } from './claim-in-words.ts'
import { regionAt } from './fault.ts'
import { judgeInOrder } from './in-order.ts'
import { isBreach, sentenceOf, type Breach } from './inquire.ts'
import { claimsAt, findingOf, narrowest } from './judge-at.ts'
import { moreUnasked } from './progress.ts'
import { ulpErrorOf, worse } from './ulp-error.ts'
import { clear, type Unasked, type UlpError, type Verdict, type Witness } from './verdict.ts'
import { watchOf, type Limits } from './watch.ts'

type Case = Extract<Verdict, { readonly status: 'falsified' | 'errored' }>

/**
 * Checks an implementation against a law at each of these recorded inputs, whatever became of
 * the others; only a call that does not come back ends the trial, which then comes to nothing else.
 */
export const verifyEach = async (
  law: AnyLaw,
  implementation: Implementation,
  setting: Setting,
  inputs: readonly unknown[],
  { seed, ...limits }: Limits & { readonly seed: number },
): Promise<Verdict> => {
  const { numbers } = setting
  const [format, range] = [numbers.results(at(law.uses, 0)), narrowest(law.uses, setting)]
  const errorOf = (claim: Claim, input: unknown) => ulpErrorOf(claim, format, range, input)
  const cases: Case[] = []
  const undecided: Claim[] = []
  let runs = 0
  let worst = 0
  let error: UlpError | undefined
  let skipped: string | undefined
  let unasked: Unasked | undefined
  let end: Case | undefined
  const watch = watchOf(implementation, limits)
  const calls = { timeLimit: limits.timeLimit, onCall: watch.onCall }
  await judgeInOrder<readonly Claim[]>(
    inputs,
    implementation,
    watch,
    (input) => claimsAt(law, implementation, setting, input, calls),
    (input, claims) => {
      if (isBreach(claims) && claims.isFatal) {
        end = caseOf(law, input, claims, seed, errorOf)
        return 'enough'
      }
      if (!isBreach(claims)) for (const it of claims) error = worse(error, errorOf(it, input))
      const finding = findingOf(law, input, claims, setting)
      if (isBreach(finding) && finding.isOutside) return 'go on'
      runs++
      if (isBreach(finding) && finding.isSkip) skipped ??= finding.breach
      else if (isBreach(finding) && finding.isOverlong)
        unasked = moreUnasked(unasked, finding.breach)
      else if ('held' in finding) worst = Math.max(worst, finding.held)
      else if ('undecided' in finding) undecided.push(finding.undecided)
      else cases.push(caseOf(law, input, finding, seed, errorOf))
      return 'go on'
    },
  )
  if (end !== undefined) return end
  const regionOf = (it: Case): Region =>
    regionAt(law, setting, it.status === 'falsified' ? it.clearest.input : it.input)
  const everydayFirst = cases.toSorted((a, b) => byRegion(regionOf(a), regionOf(b)))
  const [first] = everydayFirst
  const broken = everydayFirst.filter((it) => it.status === 'falsified')
  const course = {
    census: { 'recorded cases': runs - (unasked?.inputs ?? 0) },
    ...given({ error, undecided: undecided.length || undefined, unasked }),
  }
  if (first === undefined) {
    const reason =
      skipped
      ?? (runs === 0 ? noCase(implementation)
      : unasked?.inputs === runs ? unasked.reason
      : undecided.length + (unasked?.inputs ?? 0) === runs ? noVerdictAt(undecided)
      : undefined)
    return reason === undefined ?
        { law, status: 'passed', runs: runs - (unasked?.inputs ?? 0), seed, worst, ...course }
      : { law, status: 'skipped', reason }
  }
  return {
    ...(broken.find((it) => it.clearest.strain >= clear) ?? broken[0] ?? first),
    ...(broken.length > 0 ? course : {}),
    cases,
  }
}

const noCase = ({ format, domain }: Implementation): string =>
  `no case in ${formatInWords(format)}${domain ? ` with ${domainInWords(domain)}` : ''}`

/** Why none of the cases has a verdict: of one alone, its budget and its result. */
const noVerdictAt = ([first, ...others]: readonly Claim[]): string =>
  first !== undefined && others.length === 0 ? noVerdictBy(first) : noVerdict('case')

const caseOf = (
  law: AnyLaw,
  input: unknown,
  finding: Witness | Breach,
  seed: number,
  errorOf: (claim: Claim, input: unknown) => UlpError | undefined,
): Case => {
  if (isBreach(finding))
    return { law, status: 'errored', reason: sentenceOf(finding), input, breach: finding }
  const witness = {
    ...finding,
    ulps: greatest(finding.refuted.map((claim) => errorOf(claim, input)?.ulp ?? Infinity)),
  }
  return {
    law,
    status: 'falsified',
    smallest: witness,
    clearest: witness,
    replay: { seed, path: null },
    census: {},
  }
}
