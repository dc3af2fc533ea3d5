import { literal, numbersIn } from '../contract/literal.ts'
import type { OperationName } from '../contract/operations.ts'
import { shortened } from '../contract/plain.ts'
import { identical, type Claim } from './claim.ts'
import { askRaw, type Inquiry } from './law.ts'

/** How an illegal call ends, as is declared: in an error, in so many numbers, or in either. */
export type Ending = 'error' | 'numbers' | 'either'

/**
 * The claims on a call with an argument that is illegal: it ends as it should, and where it gives
 * numbers, as many as are expected, of which more is claimed.
 */
export function* askIllegally(
  about: string,
  [operation, args]: readonly [OperationName, readonly unknown[]],
  { ending, count }: { readonly ending: Ending; readonly count: number },
  claims: (numbers: readonly number[]) => readonly Claim[],
): Inquiry<readonly Claim[]> {
  const answer = yield* askRaw(operation, ...structuredClone(args))
  const otherwise = (text: string): Claim[] => [identical(`1 where ${about} ${text}`, 0, 1)]
  if ('threw' in answer)
    return ending === 'numbers' ?
        otherwise(`gives NaN where it has no value, and no error: ${shortened(answer.threw, 60)}`)
      : [identical(`1 where ${about} may end in an error`, 1, 1)]
  const given = shortened(literal(answer.returned) ?? 'nothing', 60)
  if (ending === 'error') return otherwise(`ends in an error, and not in ${given}`)
  const numbers = numbersIn(answer.returned)
  return numbers.length === count ?
      claims(numbers)
    : otherwise(`gives ${count} numbers, and not ${given}`)
}
