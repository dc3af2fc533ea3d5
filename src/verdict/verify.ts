import { given } from '../contract/given.ts'
import * as fc from 'fast-check'
import { defaultTimeLimit, type Implementation } from '../contract/implementation.ts'
import { inOneLine } from '../contract/thrown.ts'
import { cut } from '../contract/plain.ts'
import { written } from '../contract/runs.ts'
import { formatInWords } from '../contract/numbers.ts'
import type { AnyLaw, Setting } from '../laws/law.ts'
import { isInput, isMadeAsExamplesAre, whySkipped, whySkippedAt } from './applies.ts'
import { noVerdictBy } from './claim-in-words.ts'
import { faultAt, regionAt } from './fault.ts'
import { isBreach, sentenceOf } from './inquire.ts'
import { judgeAt, type Finding } from './judge-at.ts'
import { advanced, counted, highest, nothingSeen } from './progress.ts'
import { search, type Search } from './search.ts'
import { settingOf } from './setting.ts'
import { clear, type Verdict } from './verdict.ts'
import { verdictOf } from './verdict-of.ts'
import { verifyEach } from './verify-each.ts'
import { expectFewLogits, verifyEvery } from './verify-every.ts'
import { watchOf, type Limits } from './watch.ts'

/** How a law is tried: from which seed, at how many inputs, within which limits. */
export type Options = Partial<Limits> & {
  /** A whole number: the same seed draws the same inputs. */
  readonly seed?: number
  /** How many inputs are drawn, beside the law's examples. */
  readonly runs?: number
  /**
   * Whether every input is judged where a law has few, which takes logits of 16 bits: a Misuse is
   * thrown at others.
   */
  readonly exhaustive?: boolean
  /** Hears of each input that a search tries, and of what was found there. */
  readonly onTry?: (sought: Sought, input: unknown, finding: Finding) => void
}

/**
 * What the searches of a trial look for: any failure at the examples and at drawn inputs, then at
 * drawn inputs alone; then a readable witness that is clear, and an everyday one where none was. A
 * sweep draws, and what is clear is sought in it and in those after it.
 */
export type Sought = 'any' | 'drawn' | 'clear' | 'everyday'

/**
 * Checks an implementation against one law: its examples first, then inputs drawn from the
 * whole domain. Of a law whose inputs are recorded, every one is judged.
 */
export const verify = async (
  law: AnyLaw,
  implementation: Implementation,
  options: Options = {},
  setting = settingOf(implementation),
): Promise<Verdict> =>
  withFault(await judged(law, implementation, options, setting), implementation, setting, options)

/** A verdict, and what is wrong where the law fails and the implementation can be asked again. */
const withFault = async (
  verdict: Verdict,
  implementation: Implementation,
  setting: Setting,
  options: Options,
): Promise<Verdict> => {
  const failure =
    verdict.status === 'falsified' ? { input: verdict.clearest.input }
    : verdict.status === 'errored' && verdict.breach !== undefined ?
      { input: verdict.input, breach: verdict.breach }
    : undefined
  if (failure === undefined) return verdict
  const limits = limitsFrom(options)
  const watch = watchOf(implementation, limits)
  const { timeLimit } = limits
  const fault = await faultAt(verdict.law, implementation, setting, failure, timeLimit, watch)
  return { ...verdict, fault } as Verdict
}

const judged = async (
  law: AnyLaw,
  implementation: Implementation,
  options: Options,
  setting: Setting,
): Promise<Verdict> => {
  const { runs = 100, seed = Math.floor(Math.random() * 2 ** 31), onTry } = options
  if (options.exhaustive) expectFewLogits(implementation, setting)
  const limits = limitsFrom(options)
  const reason = whySkipped(law, implementation)
  if (reason !== undefined) return { law, status: 'skipped', reason }
  const examples = law.examples.filter((input) => isInput(law, input, setting))
  if (law.recorded) {
    const reasons = examples.map((it) => whySkippedAt(law, it, implementation))
    const asked = examples.filter((_, i) => reasons[i] === undefined)
    const [first] = reasons
    if (asked.length === 0 && first !== undefined) return { law, status: 'skipped', reason: first }
    return verifyEach(law, implementation, setting, asked, { ...limits, seed })
  }
  if (options.exhaustive && law.every !== undefined)
    return verifyEvery(law, implementation, setting, { ...limits, seed }, () =>
      judged(law, implementation, { ...options, seed, exhaustive: false }, setting),
    )

  const watch = watchOf(implementation, limits)
  const calls = { timeLimit: limits.timeLimit, onCall: watch.onCall }
  const judge = (input: unknown) => judgeAt(law, implementation, setting, input, calls)
  const [readable, raw] = [law.inputs(setting, 'readable'), law.inputs(setting, 'raw')]
  const any = fc.oneof({ weight: 3, arbitrary: readable }, { weight: 2, arbitrary: raw })
  const isEveryday = (input: unknown) => regionAt(law, setting, input) === 'everyday'
  const quest = (sought: Sought) => ({
    arbitrary: sought === 'clear' ? readable : any,
    isInput: (input: unknown) =>
      isInput(law, input, setting) && (sought !== 'everyday' || isEveryday(input)),
    examples:
      sought === 'any' ? examples
      : sought === 'everyday' ? examples.filter(isEveryday)
      : [],
    numRuns: sought === 'any' || sought === 'everyday' ? runs + examples.length : runs,
    least: sought === 'clear' ? clear : 1,
    onTry: onTry && ((input: unknown, finding: Finding) => onTry(sought, input, finding)),
    seed,
  })

  let all = await search(judge, watch, quest('any'))
  if (all.failure !== undefined) {
    const { finding } = all.failure
    // Who ends or hangs is not asked again.
    if (isBreach(finding) && finding.isFatal) return verdictOf(law, seed, setting, all)
    const more: Search[] = []
    const isFound = (): boolean =>
      [all, ...more].some(({ failure }) => failure !== undefined && isEveryday(failure.input))
    if (!isBreach(finding))
      for (const sought of ['drawn', 'clear'] as const)
        more.push(await search(judge, watch, quest(sought)))
    if (!isFound()) more.push(await search(judge, watch, quest('everyday')))
    return verdictOf(law, seed, setting, all, more, isEveryday)
  }
  const sweeps = (law.sweeps?.(setting) ?? [])
    .map(({ inputs, runs: part }, sweep) => ({
      seed: seedOfSweep(law, sweep, seed),
      // What is frequent is said where it is drawn.
      arbitrary: fc.noBias(inputs),
      numRuns: Math.round((part * runs) / 100),
    }))
    .filter(({ numRuns }) => numRuns > 0)
  /** A witness further out, if any: where errors grow with the classes, a shrink has few of both. */
  const clearer = async (those: typeof sweeps): Promise<Search[]> => {
    for (const least of [clear, wellOutside])
      for (const sweep of those) {
        const found = await search(judge, watch, { ...quest('clear'), ...sweep, least })
        if (found.failure !== undefined) return [found]
      }
    return []
  }
  for (const [i, sweep] of sweeps.entries()) {
    all = joined(all, await search(judge, watch, { ...quest('drawn'), ...sweep }))
    const { failure } = all
    if (failure === undefined) continue
    const isClear = isBreach(failure.finding) || failure.finding.strain >= clear
    return verdictOf(law, seed, setting, all, isClear ? [] : await clearer(sweeps.slice(i)))
  }
  return verdictOf(law, seed, setting, all)
}

/** Where no wide row is clear, one so many budgets outside is sought. */
const wellOutside = 10

/** Laws of one operation are tried at the same wide rows, and those of others at others. */
const seedOfSweep = ({ uses: [operation] }: AnyLaw, sweep: number, seed: number): number =>
  [...`${operation} ${sweep}`].reduce(
    (hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), 16777619),
    seed,
  )

/** Two searches as one: a failure of the second is found again by its input alone. */
const joined = (a: Search, { failure, ...b }: Search): Search => ({
  census: counted(a.census, b.census),
  profile: highest([a.profile, b.profile]),
  worst: Math.max(a.worst, b.worst),
  undecided: a.undecided + b.undecided,
  runs: a.runs + b.runs,
  ...given({
    skipped: a.skipped ?? b.skipped,
    unasked:
      a.unasked && b.unasked ?
        { ...a.unasked, inputs: a.unasked.inputs + b.unasked.inputs }
      : (a.unasked ?? b.unasked),
    failure: failure && { ...failure, replay: { ...failure.replay, path: null } },
  }),
})

/** The verdict of one law on one input. */
export const verifyAt = async (
  law: AnyLaw,
  implementation: Implementation,
  input: unknown,
  options: Options = {},
  setting = settingOf(implementation),
): Promise<Verdict> => {
  const { seed = 0 } = options
  const limits = limitsFrom(options)
  const skipped = (reason: string): Verdict => ({ law, status: 'skipped', reason })
  if (!isMadeAsExamplesAre(law, input) || !isInput(law, input, setting))
    return skipped(
      `expected an input of ${law.id} in ${formatInWords(implementation.format)}, but received ${cut(written(input))}`,
    )
  const reason = whySkipped(law, implementation) ?? whySkippedAt(law, input, implementation)
  if (reason !== undefined) return skipped(reason)
  try {
    if (law.recorded)
      return withFault(
        await verifyEach(law, implementation, setting, [input], { ...limits, seed }),
        implementation,
        setting,
        options,
      )
    const { onCall, inTime } = watchOf(implementation, limits)
    const { timeLimit } = limits
    const finding = await inTime(() =>
      judgeAt(law, implementation, setting, input, { timeLimit, onCall }),
    )
    if ('undecided' in finding) return skipped(noVerdictBy(finding.undecided))
    if (isBreach(finding) && finding.isOutside) return skipped(sentenceOf(finding))
    const { failure, ...seen } = advanced(nothingSeen, input, finding)
    const replay = { seed, path: null }
    const verdict = verdictOf(law, seed, setting, {
      ...seen,
      ...given({ failure: failure && { ...failure, replay } }),
      runs: 1,
    })
    return await withFault(verdict, implementation, setting, options)
  } catch (error) {
    return {
      law,
      status: 'errored',
      reason: `it does not apply to ${cut(written(input))} (${inOneLine(error)})`,
      input,
    }
  }
}

const limitsFrom = ({
  timeLimit = defaultTimeLimit,
  interrupt = (run) => run(),
}: Partial<Limits>): Limits => ({ timeLimit, interrupt })
