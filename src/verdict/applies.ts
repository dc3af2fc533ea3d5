import { isRecord } from '../contract/declared-numbers.ts'
import type { Implementation } from '../contract/implementation.ts'
import { defaultPolicies, type Policies } from '../contract/policies.ts'
import type { AnyLaw, Asked, Demands } from '../laws/law.ts'
import { isMadeOf, namesAClass } from '../laws/members.ts'

/** Why a law does not apply to an implementation, if it does not. */
export const whySkipped = (law: AnyLaw, implementation: Implementation): string | undefined => {
  const { operations, program } = implementation
  const operation = law.uses.find((name) => operations[name] === undefined)
  if (operation !== undefined) return `no ${operation}`
  if (law.effects && program?.effects === false) return 'no memory in common'
  return undeclared(law, implementation)
}

/** Why an implementation is not asked at an input of a law that applies to it. */
export const whySkippedAt = (
  law: AnyLaw,
  input: unknown,
  implementation: Implementation,
): string | undefined => undeclared(law.demands?.(input) ?? {}, implementation)

/** What is demanded and not declared, in words. */
const undeclared = (
  { needs, policy, choices }: Demands,
  { options, policies }: Implementation,
): string | undefined => {
  const option = needs?.find((name) => !options.includes(name))
  if (option !== undefined) return `no option ${option}`
  if (policy === undefined) return undefined
  const declared: Policies = { ...defaultPolicies, ...policies }
  const choice = declared[policy]
  if (choice === undefined) return `no policy ${policy}`
  return choices?.includes(choice) === false ?
      `no verdict under the policy ${policy}: ${choice}`
    : undefined
}

/**
 * Whether an input is one that the law applies to, in numbers of the formats that are read, with a
 * label that is a class unless the law is about what is none. Whether its logits may be asked is
 * seen at each call: a law shifts and doubles them.
 */
export const isInput = (law: AnyLaw, input: unknown, asked: Asked): boolean =>
  isMadeOf(input, asked.numbers)
  && (law.policy === 'labelOutOfRange' || namesAClass(input))
  && (law.domain?.(input, asked) ?? true)

/**
 * Whether an input is made as an example of the law is: the same names, and numbers where it has
 * numbers. Options are any of those in the examples, together.
 */
export const isMadeAsExamplesAre = ({ examples }: AnyLaw, input: unknown): boolean => {
  const options: Fields = Object.assign({}, ...examples.map(optionsIn))
  return examples.some((it) => isLike(it, input, options))
}

const isLike = (example: unknown, input: unknown, options: Fields): boolean => {
  if (Array.isArray(example))
    return (
      Array.isArray(input)
      && input.every((x) => example.length === 0 || isLike(example[0], x, options))
    )
  if (!isRecord(example)) return typeof input === typeof example
  if (!isRecord(input)) return false
  const [names, received] = [Object.keys(example), Object.keys(input)]
  return (
    names.length === received.length
    && names.every((name) =>
      name === 'options' ?
        areAmong(options, input[name])
      : isLike(example[name], input[name], options),
    )
  )
}

/** Whether each of these options is known, and made as it is there. */
const areAmong = (known: Fields, options: unknown): boolean =>
  isRecord(options)
  && Object.entries(options).every(([name, x]) => name in known && isLike(known[name], x, known))

type Fields = Readonly<Record<string, unknown>>
const optionsIn = (input: unknown): unknown => (isRecord(input) ? input['options'] : undefined)
