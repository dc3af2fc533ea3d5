import type { Exact } from '../arithmetic/exact.ts'
import {
  fromHexadecimal,
  hexadecimal,
  isHexadecimal,
  type Hexadecimal,
} from '../arithmetic/hexadecimal.ts'
import { given } from '../contract/given.ts'
import { jsonNumber, type JsonNumber } from '../contract/literal.ts'
import type { Claim } from '../laws/claim.ts'

/**
 * A claim as JSON keeps it, to the last bit: doubles as themselves or as their words, dyadic
 * numbers in hexadecimal.
 */
export type WrittenClaim = {
  readonly about: string
  readonly value: JsonNumber | Hexadecimal
  readonly within:
    | { readonly lo?: Hexadecimal; readonly hi?: Hexadecimal; readonly budget: Hexadecimal }
    | { readonly only: JsonNumber; readonly or?: JsonNumber }
}

export const writtenClaim = ({ about, value, within }: Claim): WrittenClaim => ({
  about,
  value: typeof value === 'number' ? jsonNumber(value) : hexadecimal(value),
  within:
    'only' in within ?
      {
        only: jsonNumber(within.only),
        ...given({ or: within.or === undefined ? undefined : jsonNumber(within.or) }),
      }
    : { ...each(within, hexadecimal), budget: hexadecimal(within.budget) },
})

export const claimFrom = ({ about, value, within }: WrittenClaim): Claim => ({
  about,
  value: numberFrom(value),
  within:
    'only' in within ?
      {
        only: Number(within.only),
        ...given({ or: within.or === undefined ? undefined : Number(within.or) }),
      }
    : { ...each(within, fromHexadecimal), budget: fromHexadecimal(within.budget) },
})

const numberFrom = (value: WrittenClaim['value']): number | Exact =>
  isHexadecimal(value) ? fromHexadecimal(value) : Number(value)

/** Both ends of an enclosure, where it has them. */
const each = <A, B>({ lo, hi }: { readonly lo?: A; readonly hi?: A }, of: (x: A) => B) =>
  given({ lo: lo === undefined ? undefined : of(lo), hi: hi === undefined ? undefined : of(hi) })
