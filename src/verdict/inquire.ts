import { isCallInside } from '../contract/asked.ts'
import { areNumbers } from '../contract/literal.ts'
import { domainInWords } from '../contract/numbers.ts'
import { shapeOf, type Shape } from '../contract/shape.ts'
import type { Implementation } from '../contract/implementation.ts'
import { inOneLine } from '../contract/thrown.ts'
import { isUnanswered } from '../contract/unanswered.ts'
import { writtenCall } from '../contract/runs.ts'
import { recent } from '../arithmetic/recent.ts'
import type { OperationName } from '../contract/operations.ts'
import type { Answer, Call, Inquiry } from '../laws/law.ts'

/**
 * An implementation did not answer as the contract says: it threw, or answered in another shape;
 * where the breach is fatal, it was not back in time, or it ended; where it is faulty, a program broke
 * the protocol. Where it is a skip, it said why
 * it does not answer; where it is overlong, the line of the call or of its answer was longer than
 * may be; and where the call lies outside of its domain, it was not even asked.
 */
export type Breach = {
  readonly breach: string
  readonly call: Call
  readonly isFatal?: true
  readonly isFaulty?: true
  readonly isSkip?: true
  readonly isOverlong?: true
  readonly isOutside?: true
}
export const isBreach = (x: unknown): x is Breach =>
  typeof x === 'object' && x !== null && 'breach' in x
export const sentenceOf = ({ call, breach }: Breach): string => `${callInWords(call)} ${breach}`
/** A call as a reader writes it. */
export const callInWords = ({ operation, args }: Call): string => writtenCall(operation, args)

export type MaybePromise<A> = A | Promise<A>
export const isPromise = (x: unknown): x is Promise<unknown> =>
  typeof x === 'object' && x !== null && 'then' in x && typeof x.then === 'function'

/**
 * The value of an inquiry put to an implementation, or the first breach of the contract. Answers
 * come at once where the implementation answers at once: a promise costs more than most calls.
 */
export const inquire = <A>(
  inquiry: Inquiry<A>,
  ask: Ask,
  isTogether = false,
): MaybePromise<A | Breach> => {
  let step = inquiry.next()
  while (!step.done) {
    const { value: call } = step
    const answer = isList(call) ? askAll(call, ask, isTogether) : ask(call)
    if (isPromise(answer)) {
      return answer.then((settled) => {
        if (isBreach(settled)) return settled
        const next = inquiry.next(settled)
        return next.done ? next.value : inquire(resumed(inquiry, next), ask, isTogether)
      })
    }
    if (isBreach(answer)) return answer
    step = inquiry.next(answer)
  }
  return step.value
}

type Ask = (call: Call) => MaybePromise<unknown>
const isList = (x: Call | readonly Call[]): x is readonly Call[] => Array.isArray(x)

/**
 * The answers to several calls, or the first breach: one after another, or together where the
 * implementation takes that.
 */
const askAll = (
  calls: readonly Call[],
  ask: Ask,
  isTogether: boolean,
): MaybePromise<unknown[] | Breach> => {
  if (isTogether)
    return Promise.all(calls.map(ask)).then((answers) => answers.find(isBreach) ?? answers)
  const answers: unknown[] = []
  for (const [i, call] of calls.entries()) {
    const answer = ask(call)
    if (isPromise(answer)) {
      return answer.then(async (settled) => {
        const rest = isBreach(settled) ? settled : await askAll(calls.slice(i + 1), ask, false)
        return isBreach(rest) ? rest : [...answers, settled, ...rest]
      })
    }
    if (isBreach(answer)) return answer
    answers.push(answer)
  }
  return answers
}

/** The rest of an inquiry that has already taken a step. */
function* resumed<A>(
  inquiry: Inquiry<A>,
  taken: IteratorResult<Call | readonly Call[], A>,
): Inquiry<A> {
  let step = taken
  while (!step.done) step = inquiry.next(yield step.value)
  return step.value
}

/**
 * Puts one call to the implementation, unless it is not meant for such logits: copies of the
 * arguments go in, and an answer of the right shape comes out.
 */
export const answer = (
  implementation: Implementation,
  call: Call,
  timeLimit: number,
): MaybePromise<unknown> =>
  call.raw ?
    put(implementation, call, timeLimit)
  : answersOf(implementation)(call.operation, call.args, timeLimit)

/** The answers of an implementation: laws that ask of the same wide row share one. */
const answersOf = (implementation: Implementation) => {
  const known =
    answers.get(implementation)
    ?? recent((operation: OperationName, args: readonly unknown[], timeLimit: number) =>
      put(implementation, { operation, args }, timeLimit),
    )
  answers.set(implementation, known)
  return known
}
const answers = new WeakMap<
  Implementation,
  (operation: OperationName, args: readonly unknown[], timeLimit: number) => MaybePromise<unknown>
>()

const put = (
  implementation: Implementation,
  call: Call,
  timeLimit: number,
): MaybePromise<unknown> => {
  const { domain } = implementation
  if (domain !== undefined && !isCallInside(domain, call.operation, call.args))
    return {
      breach: `lies outside ${domainInWords(domain)}`,
      call,
      isOutside: true,
    } satisfies Breach
  const run = implementation.operations[call.operation] as (...args: unknown[]) => unknown
  const args = call.raw ? call.args : call.args.map(copy)
  const returned = (result: unknown) =>
    call.raw ? ({ returned: result } satisfies Answer) : checked(call, result)
  const threw = (error: unknown) => {
    if (isUnanswered(error)) {
      return {
        breach: error.message,
        call,
        ...(error.how === 'ended' ? { isFatal: true }
        : error.how === 'skipped' ? { isSkip: true }
        : error.how === 'overlong' ? { isOverlong: true }
        : error.how === 'faulted' ? { isFaulty: true }
        : {}),
      } satisfies Breach
    }
    const words = inOneLine(error)
    return call.raw ? ({ threw: words } satisfies Answer) : { breach: `threw ${words}`, call }
  }
  try {
    const result = run.apply(implementation.operations, [...args])
    if (!isPromise(result)) return returned(result)
    const timely = implementation.program === undefined ? inTime(result, timeLimit, call) : result
    return timely.then((x) => (isBreach(x) ? x : returned(x))).catch(threw)
  } catch (error) {
    return threw(error)
  }
}

const inTime = (result: Promise<unknown>, milliseconds: number, call: Call): Promise<unknown> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<Breach>((resolve) => {
    timer = setTimeout(
      () => resolve({ breach: `did not answer within ${milliseconds} ms`, call, isFatal: true }),
      milliseconds,
    )
  })
  return Promise.race([result, late]).finally(() => clearTimeout(timer))
}

/** A result in the shape of its call, or the breach that it is in another. */
export const checked = (call: Call, result: unknown): unknown => {
  const shape = shapeOf(call.operation, call.args)
  return (
    conform(result, shape) ?? {
      breach: `returned ${describe(result)} where ${shapeInWords(shape)} was expected`,
      call,
    }
  )
}

/**
 * A copy of the result as numbers and plain arrays, typed arrays included, or undefined where it
 * has another shape.
 */
const conform = (result: unknown, shape: Shape): unknown => {
  if (shape === 'number') return typeof result === 'number' ? result : undefined
  const list = toArray(result)
  if (list === undefined) return undefined
  if ('vector' in shape) return list.length === shape.vector && areNumbers(list) ? list : undefined
  const rows = list.map((row, i) => conform(row, { vector: shape.rows[i] ?? -1 }))
  return rows.length === shape.rows.length && rows.every((row) => row !== undefined) ?
      rows
    : undefined
}
const toArray = (x: unknown): unknown[] | undefined =>
  Array.isArray(x) ? [...(x as unknown[])]
  : ArrayBuffer.isView(x) && !(x instanceof DataView) ? [...(x as unknown as Iterable<number>)]
  : undefined

const copy = (x: unknown): unknown =>
  !Array.isArray(x) ? x
  : typeof x[0] === 'number' ? x.slice()
  : x.map(copy)

export const shapeInWords = (shape: Shape): string =>
  shape === 'number' ? 'a number'
  : 'vector' in shape ? `a vector of ${shape.vector} ${shape.vector === 1 ? 'number' : 'numbers'}`
  : `${shape.rows.length} rows of ${shape.rows.join(', ')} numbers`

const describe = (x: unknown): string => {
  const list = toArray(x)
  if (list === undefined)
    return typeof x === 'string' ?
        JSON.stringify(x.slice(0, 40))
      : `${x === null ? 'null' : typeof x}`
  const odd = list.findIndex((entry) => typeof entry !== 'number' && toArray(entry) === undefined)
  return odd < 0 ?
      `an array of ${list.length}`
    : `an array of ${list.length} with ${describe(list[odd])} in it`
}
