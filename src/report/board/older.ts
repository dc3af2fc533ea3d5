import { isCount, isText, expectIs, record } from '../../contract/fields.ts'
import { misuse } from '../../contract/declaration.ts'
import { formatFrom } from '../../contract/declared-numbers.ts'
import { given } from '../../contract/given.ts'
import { operationNames, type OperationName } from '../../contract/operations.ts'
import { shortened } from '../../contract/plain.ts'
import { parseWritten } from '../../contract/runs.ts'
import { reference } from '../../core/reference.ts'
import type { Call } from '../../laws/law.ts'
import { byRegion, regionOf, type Region } from '../../laws/region.ts'
import { mistakes } from '../../mistakes/index.ts'
import { lawsOf } from '../../trial/all-laws.ts'
import { causesOf } from '../../trial/causes.ts'
import { fates } from '../../trial/standing.ts'
import { sentenceOf } from '../../trial/cause-in-words.ts'
import { isInput, isMadeAsExamplesAre } from '../../verdict/applies.ts'
import { claimsAt } from '../../verdict/judge-at.ts'
import type { Outcome } from '../../verdict/outcome.ts'
import { settingOf } from '../../verdict/setting.ts'
import type { Row } from './board.ts'
import { longest, type BoardCause } from './cause.ts'

/**
 * The rows of a board that was written before, of version 3 or 1. Throws a Misuse where it is of
 * another, or damaged.
 */
export const rowsFrom = (
  board: Readonly<Record<string, unknown>>,
  file: string,
): readonly Row[] => {
  const { version, implementations } = board
  expectIs(version === 3 || version === 1, `${file}: version`, '3 or 1', version)
  if (!Array.isArray(implementations))
    throw misuse(`${file}: expected a list of implementations, but received something else`)
  return implementations.map((it: unknown) => {
    const row = record(it, file, 'an implementation')
    const { address, name, format, counts } = row
    const where = `${file}: ${String(address)}`
    expectIs(
      isText(address) && isText(name),
      `${file}: an implementation`,
      'an address and a name',
      address,
    )
    formatFrom(format, `${where}: format`)
    expectIs(
      Object.values(record(counts, where, 'counts of laws')).every(isCount),
      `${where}: counts`,
      'whole numbers',
      counts,
    )
    for (const list of ['families', 'recorded', version === 3 ? 'causes' : 'failures'])
      expectIs(Array.isArray(row[list]), `${where}: ${list}`, 'a list', row[list])
    // What was written by `boardOf`, of this version or, below, of the first.
    return version === 3 ? (it as Row) : rowOf(it as First)
  })
}

/** A row of version 1, in which a failure is the text of a card. */
type First = Omit<Row, 'causes' | 'isBlamed' | 'domain' | 'elementary' | 'undecided'> & {
  readonly failures: readonly FailedLaw[]
}
type FailedLaw = {
  readonly law: string
  readonly verdict: 'broken' | 'lost accuracy' | 'errored' | 'known to fail'
  readonly evidence: readonly (readonly string[])[]
  readonly reason?: string
}

const rowOf = ({ failures, ...row }: First): Row => {
  const all = failures.filter(({ verdict }) => verdict !== 'known to fail').map(failureIn(row))
  const blamed = new Set(all.flatMap(({ outcome }) => operationsOf(outcome)))
  // A law between operations, of which one is wrong by itself, tells nothing new.
  const found = all.filter(
    ({ outcome, uses }) =>
      operationsOf(outcome).length > 0 || !uses.some((name) => blamed.has(name)),
  )
  const causesIn = (some: typeof found, isPlaced: boolean): readonly BoardCause[] =>
    causesOf(some.map(({ outcome }) => outcome)).map((cause) => {
      const laws = cause.outcomes.map(({ law }) => law)
      const first = some.find(({ outcome }) => outcome === cause.outcomes[0])
      return {
        fate: cause.fate,
        title: shortened(sentenceOf(cause), longest),
        operations: cause.operations,
        region: isPlaced ? cause.region : null,
        mistakes: cause.mistakes,
        laws,
        claim: first?.short('claim') ?? '–',
        input: first?.short('input') ?? '–',
        expected: first?.short('expected') ?? '–',
        got: first?.short('got') ?? '–',
      }
    })
  const isPlaced = (it: (typeof found)[number]): boolean => it.region !== undefined
  return {
    ...row,
    domain: null,
    elementary: null,
    undecided: 0,
    unknown: [],
    missing: [],
    causes: [
      ...causesIn(found.filter(isPlaced), true),
      ...causesIn(
        found.filter((it) => !isPlaced(it)),
        false,
      ),
    ].toSorted((a, b) => fates.indexOf(a.fate) - fates.indexOf(b.fate)),
    isBlamed: false,
  }
}

const operationsOf = (outcome: Outcome): readonly OperationName[] =>
  'fault' in outcome && outcome.fault?.operation !== undefined ? [outcome.fault.operation] : []

/**
 * A failure of version 1 as an outcome. Its card names neither the operation that is wrong nor the
 * region: the one is known where the law asks for no other, or the claim names it, and the other is where the law of now
 * leads at the input of its replay.
 */
const failureIn =
  (row: Omit<First, 'failures'>) =>
  ({ law: id, verdict, evidence, reason }: FailedLaw) => {
    const rows = new Map(evidence.map(([slot = '', ...lines]) => [slot, lines.join(' ')]))
    const of = (slot: string): string => rows.get(slot) ?? ''
    const law = lawsOf().find((it) => it.id === id)
    const uses = law?.uses ?? []
    const named = operationNames.find((name) => of('claim').split(/\W+/).includes(name))
    const operation =
      uses.length === 1 ? uses[0]
      : uses.length === 0 ? named
      : undefined
    const input = valueOf(of('replay').split(` ${id} '`)[1]?.slice(0, -1))
    const region = input === undefined ? undefined : placeOf(id, operation, input)
    const fault = { ...given({ operation }), region: region ?? ('everyday' as const) }
    const like = mistakes.filter((it) => of('like').split(/[ ,]/).includes(`mistake:${it.id}`))
    const witness = {
      input: input ?? null,
      claim: {
        about: of('claim'),
        value: notFinite.find((it) => it === of('got')) ?? 0,
        within: { only: 'NaN' as const },
      },
      refuted: 1,
      strain: 'Infinity' as const,
    }
    const outcome = {
      version: 1,
      law: id,
      tier: verdict === 'lost accuracy' ? 'accurate' : 'textbook',
      equation: of('law'),
      proof: of('why'),
      trial: { ...row, version: row.version ?? undefined, suite: 0 },
      ...(reason === undefined ?
        {
          status: 'falsified',
          smallest: witness,
          clearest: witness,
          replay: { seed: 0, path: null },
          census: {},
          fault,
          ...(like.length === 0 ?
            {}
          : { likeness: { operation: '', mistakes: like.map((it) => it.id), probes: 0 } }),
        }
      : { status: 'errored', reason, fault }),
      // As much of an outcome as causes are told by.
    } as unknown as Outcome
    return { outcome, uses, region, short: (slot: string) => shortened(of(slot) || '–', longest) }
  }
const notFinite = ['NaN', 'Infinity', '-Infinity'] as const

const valueOf = (text: string | undefined): unknown => {
  try {
    return text === undefined ? undefined : parseWritten(text)
  } catch {
    return undefined
  }
}

/**
 * Where a law of this suite leads at an input: the most unusual of the regions of its calls, of
 * which the reference answers those before; none where the suite has no such law or input.
 */
const placeOf = (
  id: string,
  operation: OperationName | undefined,
  input: unknown,
): Region | undefined => {
  const law = lawsOf().find((it) => it.id === id)
  const places: Region[] = []
  const onCall = (call: Call): void => {
    if (operation === undefined || call.operation === operation)
      places.push(regionOf(call.operation, call.args))
  }
  try {
    const setting = settingOf(reference)
    if (law && isMadeAsExamplesAre(law, input) && isInput(law, input, setting))
      void claimsAt(law, reference, setting, input, { onCall })
  } catch {
    return undefined
  }
  return places.toSorted(byRegion).at(-1)
}
