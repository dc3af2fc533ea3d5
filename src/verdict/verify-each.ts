import { given } from '../implementation/given.ts'
import { greatest } from '../arithmetic/sequence.ts'
import { exact, minus, plus, scale, zero, type Exact } from '../arithmetic/exact.ts'
import { formats, round, ulp, type Format } from '../arithmetic/format.ts'
import type { Implementation } from '../implementation/implementation.ts'
import { literal } from '../implementation/wire.ts'
import { distance, isRefuted, type Claim } from '../laws/claim.ts'
import type { AnyLaw } from '../laws/law.ts'
import { isInput } from './applies.ts'
import { isBreach, sentenceOf } from './inquire.ts'
import { searcher, TimeOut, type Finding, type Limits } from './search.ts'
import { clear, type UlpError, type Verdict } from './verdict.ts'

type Case = Extract<Verdict, { readonly status: 'falsified' | 'errored' }>

/**
 * Puts an implementation on trial before a law whose examples are all of its inputs. Each is
 * judged, whatever became of the others; only a call that does not come back ends the trial, which
 * then comes to nothing else.
 */
export const verifyEach = async (
  law: AnyLaw,
  implementation: Implementation,
  { timeLimit, interrupt, seed }: Limits & { readonly seed: number },
): Promise<Verdict> => {
  const format = formats[implementation.format]
  const inputs = law.examples.filter((input) => isInput(law, input, format))
  if (inputs.length === 0) return { law, status: 'skipped', reason: `no case in ${format.name}` }
  const { examine } = searcher(law, implementation, { timeLimit, interrupt })
  const census = { 'recorded cases': inputs.length }
  const cases: Case[] = []
  let worst = 0
  let error: UlpError | undefined
  let skipped: string | undefined
  /**
   * As many inputs are under way as the implementation takes; findings are read in the order of the
   * inputs.
   */
  const width = implementation.program?.window ?? 1
  const begun = (input: unknown) => {
    const finding = inTime(() =>
      interrupt(
        () =>
          examine(input, (claims) => {
            for (const it of claims) error = worse(error, ulpErrorOf(it, format, input))
          }),
        timeLimit,
      ),
    )
    finding.catch(() => {})
    return finding
  }
  const ahead = inputs.slice(0, width).map(begun)
  for (const [i, input] of inputs.entries()) {
    const finding = await (ahead.shift() as ReturnType<typeof begun>)
    if (i + width < inputs.length) ahead.push(begun(inputs[i + width]))
    if (finding === TimeOut)
      return {
        law,
        status: 'errored',
        reason: `it did not answer within ${timeLimit} ms at ${literal(input)}`,
        input,
      }
    if (isBreach(finding) && finding.isFatal)
      return { law, status: 'errored', reason: sentenceOf(finding), input }
    if (isBreach(finding) && finding.isSkip) skipped ??= finding.breach
    else if ('held' in finding) worst = Math.max(worst, finding.held)
    else cases.push(caseOf(law, input, finding, seed, format))
  }
  const broken = cases.filter((it) => it.status === 'falsified')
  const [first] = cases
  if (first === undefined && skipped !== undefined)
    return { law, status: 'skipped', reason: skipped }
  const course = { census, ...given({ error }) }
  return first === undefined ?
      { law, status: 'passed', runs: inputs.length, seed, worst, ...course }
    : {
        ...(broken.find((it) => it.clearest.strain >= clear) ?? broken[0] ?? first),
        ...(broken.length > 0 ? course : {}),
        cases,
      }
}

const caseOf = (
  law: AnyLaw,
  input: unknown,
  finding: Exclude<Finding, { readonly held: number }>,
  seed: number,
  format: Format,
): Case => {
  if (isBreach(finding)) return { law, status: 'errored', reason: sentenceOf(finding), input }
  const witness = {
    ...finding,
    ulps: greatest(
      finding.refuted.map((claim) => ulpErrorOf(claim, format, input)?.ulp ?? Infinity),
    ),
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

/**
 * How far a value lies from the true one, whose enclosure was widened by the budget, in ulp there.
 * NaN and infinities are as they should be, which is no error to measure, or infinitely far.
 */
const ulpErrorOf = (claim: Claim, format: Format, input: unknown): UlpError | undefined => {
  const { value, within } = claim
  if ('only' in within || (typeof value === 'number' && !Number.isFinite(value)))
    return isRefuted(claim, format) ? { ulp: Infinity, budget: 0, input } : undefined
  const { lo = zero, hi = zero, budget } = within
  const truth = { lo: plus(lo, budget), hi: minus(hi, budget) }
  const inUlp = (x: Exact) => round(scale(x, -ulp(truth.lo, format).exponent), formats.binary64)
  return {
    ulp: inUlp(distance(typeof value === 'number' ? exact(value) : value, truth)),
    budget: inUlp(budget),
    input,
  }
}

/** The greater error: of two that are as great, the one with the smaller budget. */
const worse = (a: UlpError | undefined, b: UlpError | undefined): UlpError | undefined =>
  (
    a === undefined
    || (b !== undefined && (b.ulp > a.ulp || (b.ulp === a.ulp && b.budget < a.budget)))
  ) ?
    b
  : a

const inTime = async <A>(run: () => A): Promise<Awaited<A> | typeof TimeOut> => {
  try {
    return await run()
  } catch (error) {
    if (error === TimeOut) return TimeOut
    throw error
  }
}
