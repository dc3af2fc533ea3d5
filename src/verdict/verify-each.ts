import { exact, minus, plus, scale, zero } from '../arithmetic/exact.ts'
import { formats, round, ulp, type Format } from '../arithmetic/format.ts'
import type { Implementation } from '../implementation/implementation.ts'
import { literal } from '../implementation/wire.ts'
import { distance, type Claim } from '../laws/claim.ts'
import type { AnyLaw } from '../laws/law.ts'
import { isInput } from './applies.ts'
import { isBreach, sentenceOf } from './inquire.ts'
import { searcher, TimeOut, type Finding, type Limits } from './search.ts'
import { clear, type Verdict } from './verdict.ts'

type Case = Extract<Verdict, { readonly status: 'falsified' | 'errored' }>

/**
 * Puts an implementation on trial before a law whose examples are all of its inputs. Each is judged, whatever became of
 * the others; only a call that does not come back ends the trial, which then comes to nothing else.
 */
export const verifyEach = async (law: AnyLaw, implementation: Implementation, { timeLimit, interrupt, seed }: Limits & { readonly seed: number }): Promise<Verdict> => {
  const format = formats[implementation.format]
  const inputs = law.examples.filter((input) => isInput(law, input, format))
  if (inputs.length === 0) return { law, status: 'skipped', reason: `no case in ${format.name}` }
  const { examine } = searcher(law, implementation, { timeLimit, interrupt })
  const census = { 'recorded cases': inputs.length }
  const cases: Case[] = []
  let worst = 0
  let skipped: string | undefined
  /** As many inputs are under way as the implementation takes; findings are read in the order of the inputs. */
  const width = implementation.program?.window ?? 1
  const begun = (input: unknown) => {
    const finding = inTime(() => interrupt(() => examine(input), timeLimit))
    finding.catch(() => {})
    return finding
  }
  const ahead = inputs.slice(0, width).map(begun)
  for (const [i, input] of inputs.entries()) {
    const finding = await (ahead.shift() as ReturnType<typeof begun>)
    if (i + width < inputs.length) ahead.push(begun(inputs[i + width]))
    if (finding === TimeOut) return { law, status: 'errored', reason: `it did not answer within ${timeLimit} ms at ${literal(input)}`, input }
    if (isBreach(finding) && finding.isFatal) return { law, status: 'errored', reason: sentenceOf(finding), input }
    if (isBreach(finding) && finding.isSkip) skipped ??= finding.breach
    else if ('held' in finding) worst = Math.max(worst, finding.held)
    else cases.push(caseOf(law, input, finding, seed, format))
  }
  const broken = cases.filter((it) => it.status === 'falsified')
  const [first] = cases
  if (first === undefined && skipped !== undefined) return { law, status: 'skipped', reason: skipped }
  return first === undefined ? { law, status: 'passed', runs: inputs.length, seed, census, worst }
    : { ...(broken.find((it) => it.clearest.strain >= clear) ?? broken[0] ?? first), ...(broken.length > 0 ? { census } : {}), cases }
}

const caseOf = (law: AnyLaw, input: unknown, finding: Exclude<Finding, { readonly held: number }>, seed: number, format: Format): Case => {
  if (isBreach(finding)) return { law, status: 'errored', reason: sentenceOf(finding), input }
  const witness = { ...finding, ulps: Math.max(...finding.refuted.map((claim) => ulpsOf(claim, format))) }
  return { law, status: 'falsified', smallest: witness, clearest: witness, replay: { seed, path: null }, census: {} }
}

/** How far a value lies from the true one, whose enclosure was widened by the budget, in ulp there. */
const ulpsOf = ({ value, within }: Claim, format: Format): number => {
  if ('only' in within || typeof value !== 'number' || !Number.isFinite(value)) return Infinity
  const { lo = zero, hi = zero, budget } = within
  const truth = { lo: plus(lo, budget), hi: minus(hi, budget) }
  return round(scale(distance(exact(value), truth), -ulp(truth.lo, format).exponent), formats.binary64)
}

const inTime = async <A>(run: () => A): Promise<Awaited<A> | typeof TimeOut> => {
  try {
    return await run()
  } catch (error) {
    if (error === TimeOut) return TimeOut
    throw error
  }
}
