import { shortened } from '../../contract/plain.ts'
import type { Region } from '../../laws/region.ts'
import { lawsOf } from '../../trial/all-laws.ts'
import { rowsOf, sentenceOf } from '../../trial/cause-in-words.ts'
import type { Cause } from '../../trial/causes.ts'

/** What is wrong with an implementation, as a board keeps it. */
export type BoardCause = {
  readonly fate: Cause['fate']
  readonly title: string
  readonly operations: readonly string[]
  /** Where it shows; null where an older report does not say. */
  readonly region: Region | null
  readonly mistakes: readonly string[]
  readonly laws: readonly string[]
  readonly claim: string
  readonly input: string
  readonly expected: string
  readonly got: string
}

/** The parts of a cause that a board shows, cut to what a table holds. */
export const boardCause = (cause: Cause): BoardCause => {
  const rows = new Map<string, string>(
    rowsOf(cause).map(([slot, ...lines]) => [slot, lines.join(' ')]),
  )
  const short = (slot: string): string => shortened(rows.get(slot) ?? '–', longest)
  return {
    fate: cause.fate,
    title: shortened(sentenceOf(cause), longest),
    operations: cause.operations,
    region: cause.region,
    mistakes: cause.mistakes,
    laws: cause.outcomes.map(({ law }) => law),
    claim: short('claim'),
    input: short('input'),
    expected: short('expected'),
    got: short('got'),
  }
}
export const longest = 120

/**
 * Whether a cause is about a convention: infinities, NaN, labels that are no class, empty rows, and
 * what a policy decides. The mathematics of finite logits says nothing of these.
 */
export const isConvention = ({ region, laws }: BoardCause): boolean =>
  conventional.some((it) => it === region) || laws.every((id) => byPolicy().has(id))
const conventional = ['infinite', 'NaN', 'label', 'empty'] as const satisfies readonly Region[]

const byPolicy = (): ReadonlySet<string> =>
  (found ??= new Set(
    lawsOf().flatMap(({ id, policy }) =>
      policy === undefined || policy === 'determinism' ? [] : [id],
    ),
  ))
let found: ReadonlySet<string> | undefined

/** Whether a cause is a fault, and shows at logits of an everyday network, at whatever size. */
export const isEveryday = (cause: BoardCause): boolean =>
  isFault(cause) && everyday.some((it) => it === cause.region)
const everyday = ['everyday', 'many classes', 'many rows'] as const satisfies readonly Region[]

/** Whether a cause breaks a law that is no convention. */
export const isFault = (cause: BoardCause): boolean =>
  cause.fate === 'broken' && !isConvention(cause)
