import { mayAsk } from '../contract/asked.ts'
import type { Implementation } from '../contract/implementation.ts'
import { shown } from '../contract/plain.ts'
import {
  headerFrom,
  messageFrom,
  replyFrom,
  runLine,
  startLine,
  stopLine,
  type Reply,
} from '../contract/protocol.ts'
import { numbersOf, type DeclaredFormat } from '../contract/numbers.ts'
import { unanswered } from '../contract/unanswered.ts'
import { literal } from '../contract/literal.ts'
import { isWithinReach } from './claims.ts'
import type { Case, Fixture } from './fixture.ts'
import { argumentsOf } from './in-full.ts'

/**
 * The name of a case on the wire, with its revision: an answer to numbers that have changed since
 * is no answer.
 */
export const seqOf = ({ id, rev }: Case): string => `${id}#${rev}`

/**
 * The requests for all cases whose logits and targets are numbers of the formats declared, in the
 * lines that a program would be sent one by one.
 */
export const requestsFor = (
  fixtures: readonly Fixture[],
  format: DeclaredFormat = 'binary64',
): string[] => [
  startLine(),
  ...fixtures.flatMap(({ operation, cases }) =>
    cases.flatMap((it) => {
      const [args, asked] = [argumentsOf(it), { numbers: numbersOf(format) }]
      return mayAsk(operation, args, asked) && isWithinReach(operation, args, asked) ?
          [runLine(seqOf(it), operation, args)]
        : []
    }),
  ),
  stopLine,
]

/** A file of answers. */
export type Answers = {
  /** Who answers, as the first line says. The operations are there by name alone. */
  readonly implementation: Implementation
  readonly replies: ReadonlyMap<string, Reply>
  /** Lines that answer no request, in a sentence each. */
  readonly faults: readonly string[]
}

/** Reads a file of answers. Throws a Misuse where its first line does not say who answers. */
export const answersFrom = (text: string, file: string, fixtures: readonly Fixture[]): Answers => {
  const [first = '', ...lines] = text.split(/\r?\n/)
  const { implementation } = headerFrom(first, file)
  const requested = new Map(
    fixtures.flatMap(({ operation, cases }) => cases.map((it) => [seqOf(it), operation])),
  )
  const replies = new Map<string, Reply>()
  const faults: string[] = []
  for (const [i, line] of lines.entries()) {
    if (line.trim() === '') continue
    const where = `line ${i + 2}`
    const answer = messageFrom(line)
    const seq = answer?.['seq']
    const operation = typeof seq === 'string' ? requested.get(seq) : undefined
    if (answer === undefined)
      faults.push(
        `${file}: ${where}: expected an object in JSON, where NaN and the infinities are strings, but received ${shown(line)}`,
      )
    else if (typeof seq !== 'string' || operation === undefined)
      faults.push(
        `${file}: ${where}: expected the seq of a request, but received ${shown(literal(seq ?? null))}`,
      )
    else if (implementation.operations[operation] === undefined && answer['skipped'] === undefined)
      faults.push(
        `${file}: ${where}: expected an operation that line 1 names, but received an answer of ${operation}`,
      )
    else
      replies.set(
        seq,
        replies.has(seq) ?
          { fault: `was answered again in ${where}` }
        : replyFrom(answer, ` in ${where}`),
      )
  }
  return { implementation, replies, faults }
}

/** An implementation that gives this reply whatever it is asked. */
export const replying = (implementation: Implementation, reply: Reply): Implementation => {
  const operation = () => {
    if ('result' in reply) return reply.result as never
    if ('error' in reply) throw reply.error
    throw 'skipped' in reply ?
        unanswered('skipped', reply.skipped)
      : unanswered('faulted', reply.fault)
  }
  return {
    ...implementation,
    operations: Object.fromEntries(
      Object.keys(implementation.operations).map((name) => [name, operation]),
    ),
  }
}
