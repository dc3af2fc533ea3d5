import { misuse } from '../implementation/module.ts'

/** What several commands read in the same way. Each reader throws a Misuse that says what was expected. */

export const limits = { runs: { type: 'string' }, seed: { type: 'string' }, 'time-limit': { type: 'string' } } as const

export const limitsFrom = (values: { readonly runs?: string; readonly 'time-limit'?: string }) => ({
  ...(values.runs === undefined ? {} : { runs: wholeNumber('--runs', values.runs, 1) }),
  ...(values['time-limit'] === undefined ? {} : { timeLimit: wholeNumber('--time-limit', values['time-limit'], 1) }),
})

/** A seed as it was given, or a new one. */
export const seedFrom = (text: string | undefined): number =>
  text === undefined ? Math.floor(Math.random() * 2 ** 31) : wholeNumber('--seed', text, 0)

export const oneOf = <C extends string>(name: string, choices: readonly C[], text: string): C => {
  const choice = choices.find((it) => it === text)
  if (choice === undefined) throw misuse(`${name}: expected one of ${choices.join(', ')}, but received ${text}`)
  return choice
}

export const wholeNumber = (name: string, text: string, least: number): number => {
  const n = Number(text)
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(n) || n < least) throw misuse(`${name}: expected a whole number of at least ${least}, but received ${text.trim()}`)
  return n
}
