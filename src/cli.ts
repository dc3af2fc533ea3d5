#!/usr/bin/env node
import { realpathSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { allCommands, commandNamed, commandNames } from './commands/index.ts'
import type { Output } from './trial/output.ts'
import { exitCodes } from './trial/exit-codes.ts'
import { misuse } from './contract/declaration.ts'
import { didYouMean } from './contract/nearest.ts'
import { plain } from './contract/plain.ts'
import { parsed } from './commands/options.ts'

const usage = async (): Promise<string> => `losslaws: executable laws for classification losses

${(await allCommands()).map((command) => command.usage.replace(/^\n/, '')).join('\n')}

  losslaws --version                       the version of this package

An address is the path of a module (module:./my-loss.ts), a program (exec:python3 my_loss.py), core:binary64 or mistake:<id>.
Exit code: 0 no law is broken, though accuracy may be lost; 1 a law is broken, or with --strict accuracy is lost;
2 something could not be run; 4 nothing was tested.
`

/** The command line: arguments in, words out, and the exit code. */
export const main = async (args: readonly string[], output: Output = terminal): Promise<number> => {
  try {
    return await run(args, output)
  } catch (error) {
    if (!(error instanceof Error)) throw error
    if (args.includes('--debug')) throw error
    output.write(`${plain(error.message.split('\n')[0] ?? '')}\n`)
    return exitCodes.failed
  }
}

const run = async ([name, ...rest]: readonly string[], output: Output): Promise<number> => {
  const isHelp = name === '--help' || name === '-h'
  if (name === undefined || isHelp) {
    output.write(await usage())
    return isHelp ? exitCodes.held : exitCodes.failed
  }
  if (name === '--version') {
    const { suiteVersion } = await import('./trial/trial-of.ts')
    output.write(`${suiteVersion()}\n`)
    return exitCodes.held
  }
  const command = await commandNamed(name)
  if (command === undefined)
    throw misuse(
      `expected ${inWords(commandNames)}, but received ${name}${didYouMean(name, commandNames)}`,
    )
  const { values, positionals } = parsed(command, rest)
  if (values['help'] === true) {
    output.write(`${command.usage.replace(/^\n/, '')}\n`)
    return exitCodes.held
  }
  return command.run(positionals, values, output)
}

const inWords = (names: readonly string[]): string =>
  `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`

const terminal: Output = {
  write: (text) => void process.stdout.write(text),
  isTerminal: process.stdout.isTTY,
  columns: process.stdout.columns,
}

if (
  process.argv[1] !== undefined
  && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)
) {
  // Whoever read us has left, as head does: there is nobody to tell the verdict to.
  process.stdout.on('error', () => process.exit(exitCodes.failed))
  process.exitCode = await main(process.argv.slice(2))
  // A thread that never ends keeps the process; unless one watches, there is nothing left to wait
  // for.
  if (!process.argv.includes('--watch')) setTimeout(() => process.exit(), 1000).unref()
}
