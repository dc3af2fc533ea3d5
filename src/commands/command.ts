import { parseArgs } from 'node:util'
import type { Output } from '../host/reporter.ts'

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

/** The arguments and flags behind the name of a command. Throws where a flag is none of its own. */
export const parsed = ({ flags }: Command, args: readonly string[]) => {
  // A negative number is an input, not an option.
  const shielded = args.map((arg) => (/^-[\d.]/.test(arg) ? ` ${arg}` : arg))
  return parseArgs({ args: shielded, allowPositionals: true, options: { ...shared, ...flags } })
}

/** The flags of every command. */
export const shared = { help: { type: 'boolean', short: 'h' }, debug: { type: 'boolean' } } as const
