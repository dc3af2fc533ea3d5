import { total } from '../../arithmetic/sequence.ts'
import { compare } from '../../trial/standing.ts'
import type { Board, Row } from './board.ts'
import { isConvention, isEveryday, isFault, type BoardCause } from './cause.ts'

/** A library, of one version: its trial in the format in which it does worst, and in the others. */
export type Library = {
  readonly name: string
  readonly version: string | null
  readonly worst: Row
  readonly others: readonly Row[]
}

/** How many causes of each kind a row has. */
export type Score = {
  readonly everyday: number
  readonly elsewhere: number
  readonly unjudged: number
  readonly lost: number
  readonly conventions: number
}
const kinds = ['everyday', 'elsewhere', 'unjudged', 'lost', 'conventions'] as const

const kindOf = (cause: BoardCause): keyof Score =>
  isEveryday(cause) ? 'everyday'
  : isFault(cause) ? 'elsewhere'
  : isConvention(cause) ? 'conventions'
  : cause.fate === 'errored' ? 'unjudged'
  : 'lost'

export const scoreOf = ({ causes }: Row): Score => {
  const of = (kind: keyof Score): number => causes.filter((it) => kindOf(it) === kind).length
  return {
    everyday: of('everyday'),
    elsewhere: of('elsewhere'),
    unjudged: of('unjudged'),
    lost: of('lost'),
    conventions: of('conventions'),
  }
}

/** How many laws held, of how many that judged. */
export const heldOf = ({ counts }: Row): { readonly held: number; readonly judged: number } => ({
  held: counts.held,
  judged: total(Object.values(counts)) - counts.skipped,
})

/** The libraries of a board, those with most faults at everyday logits first. */
export const librariesOf = ({ implementations }: Board): readonly Library[] => {
  const groups = new Map<string, Row[]>()
  for (const row of implementations) {
    const key = JSON.stringify([row.name, row.version])
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  return [...groups.values()]
    .flatMap((rows) => {
      const [worst, ...others] = rows.toSorted(byFaults)
      if (worst === undefined) return []
      return [{ name: worst.name, version: worst.version, worst, others }]
    })
    .toSorted((a, b) => byFaults(a.worst, b.worst) || compare(a.name, b.name))
}

const byFaults = (a: Row, b: Row): number => {
  const [x, y] = [scoreOf(a), scoreOf(b)]
  const broken = ({ counts }: Row): number => counts.broken + counts.errored
  return (
    kinds
      .slice(0, 3)
      .map((kind) => y[kind] - x[kind])
      .find((it) => it !== 0)
    ?? (broken(b) - broken(a) || y.lost - x.lost || y.conventions - x.conventions)
  )
}
