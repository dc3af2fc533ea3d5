import { greatest } from '../arithmetic/sequence.ts'
import { given } from '../contract/given.ts'
import { jsonNumber, numbersIn, type JsonNumber } from '../contract/literal.ts'
import type { Implementation } from '../contract/implementation.ts'
import type { OperationName } from '../contract/operations.ts'
import { codeOf, type Code } from '../contract/reproduce.ts'
import { rowsIn, sizeOfRows, type Size } from '../contract/rows.ts'
import type { Entries } from '../laws/budgets/index.ts'
import { strain } from '../laws/claim.ts'
import type { AnyLaw, Call, Setting } from '../laws/law.ts'
import { isOfSize, regionOf, type Region } from '../laws/region.ts'
import { claimsOfAnswer } from '../laws/value-law.ts'
import { isBreach, type Breach } from './inquire.ts'
import { claimsAt, findingOf, narrowest, type Finding } from './judge-at.ts'
import type { Watch } from './watch.ts'
import { writtenClaim, type WrittenClaim } from './written-claim.ts'

/**
 * Which of the operations that a law asked is wrong at an input, by the oracle, as data that JSON
 * keeps: a law that compares two answers knows only that they disagree.
 */
export type Fault = {
  /** Undefined where the law asks for all operations, and does not say which one. */
  readonly operation?: OperationName
  /** Where the arguments of the call lie that is wrong, or of the first where no call is by itself. */
  readonly region: Region
  /** Of how many rows these are, and of how many classes at most, where they are many. */
  readonly size?: Size
  /** What the oracle says of the worst number of that call's answer, where more than one was asked. */
  readonly truth?: { readonly claim: WrittenClaim; readonly strain: JsonNumber }
  /** Whether equal calls were answered differently when the law was asked again. */
  readonly changes?: true
  /** The lines that make that call without us, where they are declared. */
  readonly code?: Code
}

/** A call, and the answer to it or the breach that stands for it. */
type Heard = { readonly call: Call; answer: unknown }
type Again = { readonly heard: readonly Heard[]; readonly finding: Finding }

/**
 * What is wrong where a law fails. It is asked again first: an answer that changes explains all
 * else.
 */
export const faultAt = async (
  law: AnyLaw,
  implementation: Implementation,
  setting: Setting,
  failure: { readonly input: unknown; readonly breach?: Breach },
  timeLimit: number,
  watch: Watch,
): Promise<Fault> => {
  const { call, ...fault } = await foundAt(law, setting, failure.breach, () =>
    askedAgain(law, implementation, setting, failure.input, timeLimit, watch),
  )
  const code = call && codeOf(implementation.reproduce, call.operation, call.args)
  return { ...fault, ...given({ code }) }
}

const foundAt = async (
  law: AnyLaw,
  setting: Setting,
  breach: Breach | undefined,
  ask: () => Promise<Again>,
): Promise<Found> => {
  // What did not come back is not asked again.
  if (breach?.isFatal || breach?.isFaulty) return placeOf(breach.call)
  const { again, changes } = await repeated(setting, ask)
  if (changes !== undefined) {
    const suspect =
      law.uses.length === 1 ? suspectOf(law, again) : ({ region: 'everyday' } as const)
    return { ...(changes.call ? placeOf(changes.call) : suspect), changes: true }
  }
  if (breach !== undefined) return placeOf(breach.call)
  const guilty = guiltyIn(again, law, setting)
  if (guilty === undefined) return suspectOf(law, again)
  const { call, claim, strain } = guilty
  const truth = { claim: writtenClaim(claim), strain: jsonNumber(strain) }
  return { ...placeOf(call), ...given({ truth: again.heard.length > 1 ? truth : undefined }) }
}

/** How often a law is asked again, and how often where it then holds. */
const [few, many] = [3, 100]

/**
 * What a law comes to when it is asked again, and whether answers change: which, if that was seen,
 * or some that made it fail before. Of sums in any order they may, by their roundings.
 */
const repeated = async (
  { policies }: Setting,
  ask: () => Promise<Again>,
): Promise<{ readonly again: Again; readonly changes?: { readonly call?: Call } }> => {
  const again = await ask()
  if (policies.determinism === 'rounding') return { again }
  let isSteady = isFailure(again.finding)
  for (let i = 1; i < (isSteady ? few : many); i++) {
    const other = await ask()
    const call = otherwiseAnswered(again.heard, other.heard)
    if (call !== undefined) return { again, changes: { call } }
    if (isBreach(other.finding) && other.finding.isFatal) break
    isSteady &&= isFailure(other.finding)
  }
  return { again, ...(isSteady ? {} : { changes: {} }) }
}

/** The worst number of the answers that were heard, where the oracle finds one wrong. */
const guiltyIn = ({ heard }: Again, law: AnyLaw, setting: Setting) => {
  const judged = heard
    .filter(({ call, answer }) => call.raw !== true && !isBreach(answer))
    .flatMap(({ call, answer }) => {
      const format = narrowest([call.operation], setting)
      return claimsOfAnswer(call, answer as Entries, setting, law.tier).map((claim) => ({
        call,
        claim,
        strain: strain(claim, format),
      }))
    })
  const worst = greatest(
    judged.map((it) => it.strain),
    1,
  )
  return worst > 1 ? judged.find((it) => it.strain === worst) : undefined
}

/** A fault, and the call that is wrong, if one is. */
type Found = Fault & { readonly call?: Call }

const placeOf = (call: Call) => ({
  call,
  operation: call.operation,
  ...regionAndSize(call),
})

const regionAndSize = ({ operation, args }: Call): Pick<Fault, 'region' | 'size'> => {
  const region = regionOf(operation, args)
  return { region, ...(isOfSize(region) ? { size: sizeOfRows(rowsIn(operation, args)) } : {}) }
}

/**
 * Where no answer is wrong by itself: the operation that a claim names, or the first that the law is
 * about. Where it is about whatever is offered, none.
 */
const suspectOf = ({ uses }: AnyLaw, { heard, finding }: Again): Found => {
  const calls = heard.map(({ call }) => call)
  const about = 'refuted' in finding ? finding.refuted[0]?.about.split(/\W+/) : undefined
  const named = calls.find(({ operation }) => about?.includes(operation))
  const call = named ?? calls.find(({ operation }) => operation === uses[0]) ?? calls[0]
  if (call === undefined) return { region: 'everyday', ...given({ operation: uses[0] }) }
  return named !== undefined || uses.length > 0 ? placeOf(call) : regionAndSize(call)
}

const isFailure = (finding: Finding): boolean => isBreach(finding) || 'refuted' in finding

/** The first call of the same ones that was not answered with the same numbers. */
const otherwiseAnswered = (a: readonly Heard[], b: readonly Heard[]): Call | undefined =>
  a.find(({ answer: x }, i) => {
    const y = b[i]?.answer
    if (y === undefined) return false
    if (isBreach(x) || isBreach(y)) return !isBreach(x) || !isBreach(y)
    const [xs, ys] = [numbersIn(x), numbersIn(y)]
    return xs.length !== ys.length || xs.some((value, k) => !Object.is(value, ys[k]))
  })?.call

const askedAgain = async (
  law: AnyLaw,
  { ...implementation }: Implementation,
  setting: Setting,
  input: unknown,
  timeLimit: number,
  watch: Watch,
): Promise<Again> => {
  // A copy has no answers that are remembered.
  const heard: Heard[] = []
  const claims = await watch.inTime(() =>
    claimsAt(law, implementation, setting, input, {
      timeLimit,
      onCall: (call) => {
        watch.onCall(call)
        heard.push({ call, answer: undefined })
      },
      onAnswer: (call, answer) => {
        // What a raw call gives back is the law's to read.
        for (const it of heard) if (it.call === call && !call.raw) it.answer = answer
      },
    }),
  )
  return { heard, finding: findingOf(law, input, claims, setting) }
}

/** Where the arguments of the first call lie that a law puts at an input. */
export const regionAt = (law: AnyLaw, setting: Setting, input: unknown): Region => {
  const { value, done } = law.claims(input, setting).next()
  const call = done ? undefined : [value].flat()[0]
  return call === undefined ? 'everyday' : regionOf(call.operation, call.args)
}
