import { isMember, type Format } from '../arithmetic/format.ts'
import type { Implementation } from '../implementation/implementation.ts'
import { numbersIn } from '../implementation/wire.ts'
import type { AnyLaw } from '../laws/law.ts'

/** Why a law does not speak of an implementation, where it does not. */
export const whySkipped = (
  law: AnyLaw,
  { operations, options, policies, program }: Implementation,
): string | undefined => {
  const operation = law.uses.find((name) => operations[name] === undefined)
  if (operation !== undefined) return `no ${operation}`
  const option = law.needs?.find((name) => !options.includes(name))
  if (option !== undefined) return `no option ${option}`
  if (law.effects && program?.effects === false) return 'no memory in common'
  return law.policy !== undefined && policies[law.policy] === undefined ?
      `no policy ${law.policy}`
    : undefined
}

/** Whether an input is one that the law speaks of, in numbers of the format. */
export const isInput = (law: AnyLaw, input: unknown, format: Format): boolean =>
  numbersIn(input).every((x) => isMember(x, format)) && (law.domain?.(input, format) ?? true)
