import { given } from '../implementation/given.ts'
import { misuse } from '../implementation/module.ts'

/**
 * What several commands read in the same way. Each reader throws a Misuse that says what was
 * expected.
 */

export const patience = {
  'time-limit': { type: 'string' },
  'start-limit': { type: 'string' },
  'first-limit': { type: 'string' },
  'memory-limit': { type: 'string' },
} as const
export const limits = { runs: { type: 'string' }, seed: { type: 'string' }, ...patience } as const

export const limitsFrom = ({
  runs,
  ...values
}: Texts<typeof patience> & { readonly runs?: string }) => ({
  ...given({ runs: runs === undefined ? undefined : wholeNumber('--runs', runs, 1) }),
  ...patienceFrom(values),
})

/** How long calls may take, and what foreign programs are granted beside. */
export const patienceFrom = (values: Texts<typeof patience>) => {
  const limit = (name: keyof typeof patience) => {
    const text = values[name]
    return text === undefined ? undefined : wholeNumber(`--${name}`, text, 1)
  }
  const [timeLimit, start, first, memory] = [
    limit('time-limit'),
    limit('start-limit'),
    limit('first-limit'),
    limit('memory-limit'),
  ]
  return {
    ...given({ timeLimit }),
    programs: {
      ...given({ start, first, memory: memory && memory * 2 ** 20 }),
    },
  }
}
type Texts<F> = { readonly [N in keyof F]?: string }

/** A seed as it was given, or a new one. */
export const seedFrom = (text: string | undefined): number =>
  text === undefined ? Math.floor(Math.random() * 2 ** 31) : wholeNumber('--seed', text, 0)

export const oneOf = <C extends string>(name: string, choices: readonly C[], text: string): C => {
  const choice = choices.find((it) => it === text)
  if (choice === undefined)
    throw misuse(
      `${name}: expected one of ${choices.join(', ')}, but received ${text === '' ? 'nothing' : text}`,
    )
  return choice
}

export const wholeNumber = (name: string, text: string, least: number): number => {
  const n = Number(text)
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(n) || n < least)
    throw misuse(
      `${name}: expected a whole number of at least ${least}, but received ${text.trim()}`,
    )
  return n
}
