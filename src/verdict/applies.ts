import { isMember } from '../arithmetic/format.ts'
import type { Implementation } from '../contract/implementation.ts'
import { numbersIn } from '../contract/literal.ts'
import type { AnyLaw, Setting } from '../laws/law.ts'

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
export const isInput = (law: AnyLaw, input: unknown, { format }: Setting): boolean =>
  numbersIn(input).every((x) => isMember(x, format)) && (law.domain?.(input, format) ?? true)

/** Whether an input is made as an example is: the same names, numbers where it has numbers. */
export const isLike = (example: unknown, input: unknown): boolean => {
  if (Array.isArray(example))
    return Array.isArray(input) && input.every((x) => example.length === 0 || isLike(example[0], x))
  if (typeof example !== 'object' || example === null) return typeof input === typeof example
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return false
  const [names, received] = [Object.keys(example), Object.keys(input)]
  return (
    names.length === received.length
    && Object.entries(example).every(([name, x]) =>
      isLike(x, (input as Record<string, unknown>)[name]),
    )
  )
}
