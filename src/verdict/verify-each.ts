import { given } from '../contract/given.ts'
import { greatest } from '../arithmetic/sequence.ts'
import type { Implementation } from '../contract/implementation.ts'
import { literal } from '../contract/literal.ts'
import type { AnyLaw, Setting } from '../laws/law.ts'
import { isBreach, sentenceOf } from './inquire.ts'
import { claimsAt, findingOf, type Finding } from './judge-at.ts'
import { ulpErrorOf, worse } from './ulp-error.ts'
import { clear, type UlpError, type Verdict } from './verdict.ts'
import { TimeOut, type Limits } from './watch.ts'

type Case = Extract<Verdict, { readonly status: 'falsified' | 'errored' }>

/**
 * Puts an implementation on trial before a law at each of these recorded inputs, whatever became of
 * the others; only a call that does not come back ends the trial, which then comes to nothing else.
 */
export const verifyEach = async (
  law: AnyLaw,
  implementation: Implementation,
  setting: Setting,
  inputs: readonly unknown[],
  { timeLimit, interrupt, seed }: Limits & { readonly seed: number },
): Promise<Verdict> => {
  const { format } = setting
  if (inputs.length === 0) return { law, status: 'skipped', reason: `no case in ${format.name}` }
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
    const claims = inTime(() =>
      interrupt(() => claimsAt(law, implementation, setting, input, { timeLimit }), timeLimit),
    )
    claims.catch(() => {})
    return claims
  }
  const ahead = inputs.slice(0, width).map(begun)
  for (const [i, input] of inputs.entries()) {
    const claims = await (ahead.shift() as ReturnType<typeof begun>)
    if (i + width < inputs.length) ahead.push(begun(inputs[i + width]))
    if (claims === TimeOut)
      return {
        law,
        status: 'errored',
        reason: `it did not answer within ${timeLimit} ms at ${literal(input)}`,
        input,
      }
    if (isBreach(claims) && claims.isFatal)
      return { law, status: 'errored', reason: sentenceOf(claims), input }
    if (!isBreach(claims))
      for (const it of claims) error = worse(error, ulpErrorOf(it, format, input))
    const finding = findingOf(input, claims, setting)
    if (isBreach(finding) && finding.isSkip) skipped ??= finding.breach
    else if ('held' in finding) worst = Math.max(worst, finding.held)
    else cases.push(caseOf(law, input, finding, seed, setting))
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
  { format }: Setting,
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

const inTime = async <A>(run: () => A): Promise<Awaited<A> | typeof TimeOut> => {
  try {
    return await run()
  } catch (error) {
    if (error === TimeOut) return TimeOut
    throw error
  }
}
