import type { Output } from '../trial/output.ts'
import { given } from '../contract/given.ts'
import { misuse } from '../contract/declaration.ts'
import { didYouMean } from '../contract/nearest.ts'
import { parseArgs } from 'node:util'

/**
 * One command of the command line: what it is called, how it is used, the flags that it reads, and
 * what it does.
 */
export type Command<F extends Flags = Flags> = {
  readonly name: string
  /** Its lines in the usage. */
  readonly usage: string
  readonly flags: F
  /** Runs it on what follows its name, and gives the exit code. */
  readonly run: (
    args: readonly string[],
    values: Values<F>,
    output: Output,
  ) => number | Promise<number>
}
export type Flags = Readonly<
  Record<
    string,
    { readonly type: 'string' | 'boolean'; readonly short?: string; readonly multiple?: boolean }
  >
>
export type Values<F extends Flags> = {
  readonly [N in keyof F]?: F[N] extends { readonly multiple: true } ? string[]
  : F[N] extends { readonly type: 'string' } ? string
  : boolean
}

/**
 * States a command. Its flags are read as it declares them, which is why the list of all need not
 * know their types.
 */
export const command = <const F extends Flags>(it: Command<F>): Command => it as unknown as Command

/**
 * The arguments and flags behind the name of a command. Throws a Misuse where a flag is none of its
 * own, or has no value where it takes one.
 */
export const parsed = ({ name, flags }: Command, args: readonly string[]) => {
  // A negative number is an input, not an option.
  const shielded = args.map((arg) => (/^-[\d.]/.test(arg) ? ` ${arg}` : arg))
  const options: Flags = { ...shared, ...flags }
  const { tokens, values, positionals } = parseArgs({
    args: shielded,
    allowPositionals: true,
    options,
    strict: false,
    tokens: true,
  })
  for (const token of tokens) if (token.kind === 'option') expectFlag(name, options, token)
  return { values: values as Values<Flags>, positionals }
}

type FlagToken = {
  readonly name: string
  readonly rawName: string
  readonly value?: string | undefined
  readonly inlineValue?: boolean | undefined
}
const expectFlag = (
  command: string,
  flags: Flags,
  { name, rawName, value, inlineValue }: FlagToken,
): void => {
  const flag = flags[name]
  if (flag === undefined)
    throw misuse(
      `expected a flag of losslaws ${command}, but received ${rawName}${didYouMean(
        rawName,
        Object.keys(flags).map((it) => `--${it}`),
      )}`,
    )
  const isMissing = value === undefined || (value.startsWith('-') && inlineValue !== true)
  if (flag.type === 'string' && isMissing)
    throw misuse(`${rawName}: expected a value, but received ${value ?? 'none'}`)
  if (flag.type === 'boolean' && value !== undefined)
    throw misuse(`${rawName}: expected no value, but received ${value}`)
}

/** The flags of every command. */
export const shared = { help: { type: 'boolean', short: 'h' }, debug: { type: 'boolean' } } as const

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
/** How far rows and batches reach. */
export const shapes = { classes: { type: 'string' }, rows: { type: 'string' } } as const
export const shapesFrom = ({ classes, rows }: Texts<typeof shapes>) =>
  given({
    classes: classes === undefined ? undefined : wholeNumber('--classes', classes, 1),
    rows: rows === undefined ? undefined : wholeNumber('--rows', rows, 1),
  })

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
