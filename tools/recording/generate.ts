import { kebab } from '../../src/contract/plain.ts'
import { written } from '../../src/contract/runs.ts'
import { argument, rowOf, type OperationName } from '../../src/contract/operations.ts'
import { certified } from './certify.ts'
import type { Case, Fixture } from '../../src/records/fixture.ts'
import type { Candidate } from './hard-cases/candidate.ts'
import { hardCases } from './hard-cases/index.ts'
import { revisionOf, type Ledger } from './ledger.ts'
import { suiteVersion } from '../../src/records/names.ts'
import { notes } from './notes.ts'
import { recordCase, type Uncounted } from './record-case.ts'
import { hashed, type Unhashed } from '../../src/records/write.ts'

/**
 * What the layers above know of a case: the ids of the mistakes that it refutes. Throws where it
 * fails a reference.
 */
export type Judge = (operation: OperationName, x: Uncounted) => readonly string[]

/**
 * The content of an operation's file: every hard case that refutes a mistake, in the order of their
 * ids.
 */
export const generate = (
  operation: OperationName,
  judge: Judge,
  ledger: Ledger,
): Omit<Fixture, 'digest'> => {
  const cases = numbered(operation, hardCases(operation)).flatMap(([id, candidate]) => {
    if (isOpen(operation, candidate.arguments)) return []
    const x = recordCase(operation, id, candidate)
    const kills = judge(operation, x)
    return kills.length === 0 ? [] : [complete(x, kills, ledger)]
  })
  return {
    format: 2,
    suite: suiteVersion,
    operation,
    definition: rowOf(operation).equation,
    certified,
    notes: Object.fromEntries(
      Object.entries(notes).filter(([flag]) => cases.some((x) => x.flags.includes(flag))),
    ),
    cases: cases.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  }
}

/** Whether a value has a term 0 · ∞: the weight of a masked class, which gives 0 or NaN. */
const isOpen = (operation: OperationName, args: readonly unknown[]): boolean => {
  const weights = (argument(operation, 'weights', args) ?? []) as readonly number[]
  const logits = args[0] as readonly number[]
  return (
    rowOf(operation).role === 'value' && weights.some((t, i) => t === 0 && logits[i] === -Infinity)
  )
}

export const complete = (x: Uncounted, kills: readonly string[], ledger: Ledger): Case => {
  const first: Unhashed = { ...x, rev: 1, kills }
  return hashed({ ...first, rev: revisionOf(ledger, first) })
}

/**
 * Ids count the places in a region, also of candidates that come to nothing: a call made before is
 * left out.
 */
const numbered = (
  operation: OperationName,
  candidates: readonly Candidate[],
): (readonly [string, Candidate])[] => {
  const places = new Map<string, number>()
  const seen = new Set<string>()
  return candidates.flatMap((candidate) => {
    const place = (places.get(candidate.region) ?? 0) + 1
    places.set(candidate.region, place)
    const call = written(candidate.arguments)
    if (seen.has(call)) return []
    seen.add(call)
    return [
      [
        `${kebab(operation)}/${candidate.region}/${String(place).padStart(3, '0')}`,
        candidate,
      ] as const,
    ]
  })
}
