import { given } from '../contract/given.ts'
import { formatFrom } from '../contract/declared-numbers.ts'
import type { Implementation } from '../contract/implementation.ts'
import { expectDeclared, oneOf } from '../contract/misuse.ts'
import { operationNames, type OperationName } from '../contract/operations.ts'
import type { Message } from '../contract/protocol.ts'
import { select } from '../laws/select.ts'
import type { Tier } from '../laws/law.ts'
import { summary } from '../report/terminal.ts'
import { lawsOf } from '../trial/all-laws.ts'
import { extentOf, rowsOf, sentenceOf } from '../trial/cause-in-words.ts'
import { causesOf, type Cause } from '../trial/causes.ts'
import { exitCodeOf } from '../trial/exit-code-of.ts'
import { whySkipped } from '../verdict/applies.ts'
import { plain } from '../verdict/explain.ts'
import type { Outcome } from '../verdict/outcome.ts'
import { casesIn } from './fixtures.ts'

/** What the engine answers by itself, without asking the host for anything. */

/** The laws of a selection, each with the reason why it does not apply to the host, if it does not. */
export const lawsFor = (host: Implementation | undefined, request: Message): Message => ({
  laws: select(selectionFrom(request), lawsOf()).map((law) => {
    const { id, tier, equation, proof, uses } = law
    const skipped = host && whySkipped(law, host)
    return { id, tier, equation, proof, uses, ...given({ skipped }) }
  }),
})

/** What outcomes come to: a card for each cause, a line in all, and the exit code. */
export const reportOn = ({ outcomes, strict }: Message): Message => {
  expectDeclared(Array.isArray(outcomes), 'outcomes', 'a list of outcomes of judge', outcomes)
  // They were ours, and have been kept by the host.
  const judged = outcomes as readonly Outcome[]
  return {
    causes: causesOf(judged).map(cardOf),
    summary: summary(judged, {}).split('\n')[0],
    exitCode: exitCodeOf(judged, [], strict === true),
  }
}

/** The recorded cases of an operation, in the formats of the request. */
export const fixturesOf = ({ operation, format = 'binary64' }: Message): Message => {
  expectDeclared(isOperation(operation), 'operation', oneOf(operationNames), operation)
  return { cases: casesIn(operation, formatFrom(format, 'format')) }
}

const cardOf = (cause: Cause): Message => ({
  fate: cause.fate,
  operations: cause.operations,
  region: cause.region,
  mistakes: cause.mistakes,
  laws: cause.outcomes.map(({ law }) => law),
  title: plain(`${sentenceOf(cause)}, ${extentOf(cause)}`),
  rows: rowsOf(cause).map((row) => row.map(plain)),
})

const selectionFrom = ({ laws, tier }: Message) => {
  expectDeclared(laws === undefined || typeof laws === 'string', 'laws', 'a glob', laws)
  expectDeclared(tier === undefined || isTier(tier), 'tier', oneOf(tiers), tier)
  return given({ laws, tier })
}
const tiers = ['textbook', 'accurate'] as const
const isTier = (x: unknown): x is Tier => tiers.some((tier) => tier === x)
const isOperation = (x: unknown): x is OperationName => operationNames.some((name) => name === x)
