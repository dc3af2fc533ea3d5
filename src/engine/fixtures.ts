import type { Exact } from '../arithmetic/exact.ts'
import { formats, round } from '../arithmetic/format.ts'
import { mayAsk } from '../contract/asked.ts'
import { jsonNumber, type JsonNumber } from '../contract/literal.ts'
import type { DeclaredFormat } from '../contract/numbers.ts'
import type { OperationName } from '../contract/operations.ts'
import { textsFromRuns } from '../contract/runs.ts'
import { referenceIn } from '../core/reference.ts'
import { packed } from '../programs/base64.ts'
import { budgetsAt, isGranted, isWithinReach } from '../records/claims.ts'
import { enclosureOf, isSpecial } from '../records/decimals.ts'
import type { Case, Recorded } from '../records/fixture.ts'
import { argumentsOf } from '../records/in-full.ts'
import { recorded } from '../trial/all-laws.ts'
import { settingOf } from '../verdict/setting.ts'

/** A recorded case as a host computes with it: its vectors are lists, or packed where they are long. */
type HeldCase = {
  readonly id: string
  readonly flags: readonly string[]
  readonly arguments: unknown
  /** The ends of an enclosure of each entry, as doubles, outward. */
  readonly lo: unknown
  readonly hi: unknown
  /** What an entry may be off by, absolute, in each tier that speaks of the call. */
  readonly budgets: { readonly textbook?: unknown; readonly accurate?: unknown }
}

/** The recorded cases of an operation that formats hold exactly, but for those of a policy. */
export const casesIn = (operation: OperationName, format: DeclaredFormat): readonly HeldCase[] => {
  const setting = settingOf({ ...referenceIn('core', 'binary64'), format })
  return (recorded().find((it) => it.operation === operation)?.cases ?? []).flatMap((it: Case) => {
    const args = argumentsOf(it)
    if (!('result' in it) || !mayAsk(operation, args, setting)) return []
    if (!isWithinReach(operation, args, setting)) return []
    const tiers = (['textbook', 'accurate'] as const).filter((tier) =>
      isGranted(operation, args, tier, setting),
    )
    const budgets = tiers.map((tier) => [
      tier,
      held([...budgetsAt(operation, args, setting[tier])]),
    ])
    return [
      {
        id: it.id,
        flags: it.flags,
        arguments: packed(args),
        ...endsOf(it.result),
        budgets: Object.fromEntries(budgets) as HeldCase['budgets'],
      },
    ]
  })
}

/** The ends of enclosures as the doubles next to them, outward. */
const endsOf = ({ lo, hi }: Recorded): Pick<HeldCase, 'lo' | 'hi'> => {
  const [least, most] = [textsFromRuns(lo), textsFromRuns(hi)]
  const end = (pick: 'lo' | 'hi', direction: 'down' | 'up') =>
    held(
      least.map((a, i) =>
        isSpecial(a) ? Number(a) : outward(enclosureOf(a, most[i] ?? a)[pick], direction),
      ),
    )
  return { lo: end('lo', 'down'), hi: end('hi', 'up') }
}

const outward = (x: Exact, direction: 'down' | 'up'): number =>
  round(x, formats.binary64, direction)

const held = (list: number[]): unknown => {
  const text = packed(list)
  return text === list ? list.map((x): JsonNumber => jsonNumber(x)) : text
}
