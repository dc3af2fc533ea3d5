import { given } from './given.ts'
import { operationNames, rowOf, type OperationName } from './operations.ts'
import type { Implementation } from './implementation.ts'
import { implementationFrom, misuse } from './declaration.ts'
import { shown } from './plain.ts'
import { literal, parseLiteral } from './literal.ts'

/**
 * What is said on the wire, version 1: one JSON object a line, with NaN, the infinities and -0 as
 * strings.
 */
export const startLine = (
  more: { readonly maxLine?: number; readonly numbers?: 'base64' } = {},
): string => literal({ command: 'start', version: 1, ...more })
export const runLine = (
  seq: number | string,
  operation: OperationName | 'echo',
  args: readonly unknown[],
  written?: (x: unknown) => unknown,
  more: { readonly effects?: true } = {},
): string =>
  literal({
    command: 'run',
    seq,
    operation,
    arguments: operation === 'echo' ? args.map(written ?? same) : sent(operation, args, written),
    ...more,
  })
/** One request for several calls, each by the text of its arguments. */
export const eachLine = (seq: number, operation: OperationName, texts: readonly string[]): string =>
  `{"command":"run","seq":${seq},"operation":"${operation}","each":[${texts.join(',')}]}`
/** The arguments of a call as JSON text. */
export const argumentsText = (...call: Parameters<typeof sent>): string => literal(sent(...call))
const sent = (
  operation: OperationName,
  args: readonly unknown[],
  written: (x: unknown) => unknown = same,
): unknown[] => args.map((x, i) => written(integral(operation, i, x)))
const same = (x: unknown): unknown => x
/** Labels as the integers that they are, of which none is -0. */
const integral = (operation: OperationName, i: number, x: unknown): unknown =>
  rowOf(operation).takes[i] === 'label' ? (x as number) + 0
  : rowOf(operation).takes[i] === 'labels' ? (x as readonly number[]).map((y) => y + 0)
  : x
export const stopLine = literal({ command: 'stop' })

/** Who answers, as a program says in its first line. The operations are there by name alone. */
export type Header = {
  readonly implementation: Implementation
  /** The longest request that it reads, in bytes. */
  readonly maxLine: number
  /** Whether it reads vectors in base64, and may answer with them. */
  readonly base64: boolean
  /** Whether its replies tell what a call did beside its result. */
  readonly effects: boolean
  /** Whether it reads requests for many calls, as a host of the engine may. */
  readonly each: boolean
}

/** What came in answer to one request, or in a sentence about it what is wrong with that. */
export type Reply =
  | { readonly result: unknown }
  | { readonly error: string }
  | { readonly skipped: string }
  | { readonly fault: string }

export type Message = Readonly<Record<string, unknown>>

/** The object in a line, where there is one. */
export const messageFrom = (line: string): Message | undefined => {
  try {
    const x = parseLiteral(line)
    return typeof x === 'object' && x !== null && !Array.isArray(x) ? (x as Message) : undefined
  } catch {
    return undefined
  }
}

/** What a message says of its request. Words of a program are cleaned and cut. */
export const replyFrom = (message: Message, where = ''): Reply => {
  const given = (['result', 'error', 'skipped'] as const).filter(
    (name) => message[name] !== undefined,
  )
  const [kind] = given
  if (kind === undefined || given.length > 1)
    return {
      fault: `was answered${where} with ${given.join(' and ') || 'no result, error or skipped'}`,
    }
  if (kind === 'result') return { result: message[kind] }
  const said = message[kind]
  if (typeof said !== 'string')
    return {
      fault: `was answered${where} with the ${kind} ${shown(literal(said))}, and it is a string`,
    }
  const words = shown(said, 300)
  return kind === 'skipped' ? { skipped: words } : { error: words }
}

/**
 * The first line of a program, which is called so. Throws a Misuse where it says why it cannot be
 * tried, or does not say who answers; what it says beside that is ignored.
 */
export const headerFrom = (line: string, who: string): Header => {
  const {
    version,
    error,
    name,
    release,
    format,
    domain,
    elementary,
    operations,
    options,
    policies,
    reproduce,
    maxLine = leastMaxLine,
    numbers,
    effects = false,
    each = false,
  } = messageFrom(line) ?? {}
  const where = `${who}: its first line`
  const expected = (what: string, received: string) =>
    misuse(`${where}: expected ${what}, but received ${received}`)
  if (version !== 1)
    throw expected(
      '{"version":1,"name":…,"format":…,"operations":[…],"options":[…],"policies":{…}}',
      shown(line),
    )
  if (typeof error === 'string') throw misuse(`${who} cannot be tried: ${shown(error, 300)}`)
  if (!Array.isArray(operations))
    throw expected('a list of operations', shown(literal(operations ?? null)))
  // The echo is no operation of the contract, but whoever lists all that he answers will list it.
  const offered = (operations as unknown[]).filter((it) => it !== 'echo')
  if (offered.length === 0) throw expected('a list of operations', shown(literal(operations)))
  for (const it of offered) {
    if (!operationNames.some((known) => known === it))
      throw expected(`one of ${operationNames.join(', ')}`, shown(literal(it)))
  }
  if (!Number.isSafeInteger(maxLine) || (maxLine as number) < leastMaxLine)
    throw expected(
      `maxLine to be a whole number of at least ${leastMaxLine}`,
      shown(literal(maxLine)),
    )
  if (numbers !== undefined && numbers !== 'base64')
    throw expected('numbers to be "base64", or nothing', shown(literal(numbers)))
  if (typeof effects !== 'boolean')
    throw expected('effects to be true or false', shown(literal(effects)))
  if (typeof each !== 'boolean') throw expected('each to be true or false', shown(literal(each)))
  const declared = Object.entries({
    name: name ?? who,
    version: release,
    format,
    domain,
    elementary,
    options,
    policies,
    reproduce,
  }).filter(([, it]) => it !== undefined && it !== null)
  const stubs = offered.map((it): [string, unknown] => [it as OperationName, () => undefined])
  const implementation = implementationFrom(Object.fromEntries([...declared, ...stubs]), where)
  const { name: called, version: released } = implementation
  return {
    implementation: {
      ...implementation,
      name: shown(called, 100),
      ...given({ version: released && shown(released) }),
    },
    maxLine: Math.min(maxLine as number, mostMaxLine),
    base64: numbers === 'base64',
    effects,
    each,
  }
}

/**
 * The line that every program must be able to read: 64 KiB, the least that common readers of lines
 * grant.
 */
export const leastMaxLine = 65_536
/** The longest line that anybody need read: 64 MiB. */
export const mostMaxLine = 2 ** 26

/**
 * Where base64 was agreed on, a vector of so many numbers or more is sent as `{"f64": …}`: its
 * doubles, 8 bytes each, little-endian, in base64 (RFC 4648, padded). Shorter ones stay lists.
 */
export const leastPacked = 64
