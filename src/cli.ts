#!/usr/bin/env node
import { realpathSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { fileURLToPath } from 'node:url'
import type { Output } from './host/reporter.ts'
import { exitCodes, trial } from './host/trial.ts'
import { misuse } from './implementation/module.ts'
import { parseLiteral } from './implementation/wire.ts'
import { laws } from './laws/index.ts'
import { select } from './laws/select.ts'
import { mistakes } from './mistakes/index.ts'
import { plain } from './verdict/explain.ts'

const usage = `losslaws: executable laws for classification losses

  losslaws verify <address>...             put implementations on trial
    --laws <glob>       only laws whose id matches, such as 'softmax/*'
    --tier <tier>       textbook, or accurate (the default: both)
    --runs <n>          inputs a law, beside its examples (100)
    --seed <n>          draw the same inputs again
    --time-limit <ms>   how long one call may take (5000)
    --reporter <name>   a reporter of Vitest: junit, json, tap, github-actions, html, blob; may be repeated
    --output-file <f>   where that reporter writes
    --shard <i/n>       judge one part in n; --merge-reports [folder] joins blob reports
    --watch             judge again when a file changes
  losslaws replay <address> <law> <input>  judge one input, written as JSON
  losslaws laws [glob]                     list the laws
  losslaws mistakes                        list the gallery of mistakes

An address is the path of a module (module:./my-loss.ts), core:binary64 or mistake:<id>.
Exit code: 0 all held, 1 a law is broken, 2 the trial could not be held, 4 nothing was tested.
`

/** The command line: arguments in, words out, and the exit code. */
export const main = async (args: readonly string[], { write, isTerminal }: Output = terminal): Promise<number> => {
  try {
    return await run(args, { write, isTerminal })
  } catch (error) {
    if (!(error instanceof Error)) throw error
    if (args.includes('--debug')) throw error
    write(`${plain(error.message.split('\n')[0] ?? '')}\n`)
    return exitCodes.failed
  }
}

const run = async (args: readonly string[], output: Output): Promise<number> => {
  // A negative number is an input, not an option.
  const protectedArgs = args.map((arg) => (/^-[\d.]/.test(arg) ? ` ${arg}` : arg))
  const { values, positionals } = parseArgs({ args: protectedArgs, allowPositionals: true, options: flags })
  const [command, ...rest] = positionals
  if (values.help || command === undefined) {
    output.write(usage)
    return values.help ? exitCodes.held : exitCodes.failed
  }
  switch (command) {
    case 'verify': {
      if (rest.length === 0 && values['merge-reports'] === undefined) throw misuse('expected an address to verify, but received none')
      const options = {
        ...(values['merge-reports'] === undefined ? { seed: seedFrom(values.seed) } : {}),
        ...(values.laws === undefined ? {} : { laws: values.laws }),
        ...(values.tier === undefined ? {} : { tier: tierFrom(values.tier) }),
        ...(values.runs === undefined ? {} : { runs: wholeNumber('--runs', values.runs, 1) }),
        ...(values['time-limit'] === undefined ? {} : { timeLimit: wholeNumber('--time-limit', values['time-limit'], 1) }),
      }
      return trial(rest, options, {
        reporters: values.reporter ?? [],
        watch: values.watch ?? false,
        ...(values['output-file'] === undefined ? {} : { outputFile: values['output-file'] }),
        ...(values.shard === undefined ? {} : { shard: values.shard }),
        ...(values['merge-reports'] === undefined ? {} : { mergeReports: values['merge-reports'] }),
      }, output)
    }
    case 'replay': {
      const [address, id, literal] = rest
      if (address === undefined || id === undefined || literal === undefined) throw misuse(`expected an address, a law and an input, but received ${rest.length} of them`)
      if (!laws.some((law) => law.id === id)) throw misuse(`expected the id of a law (losslaws laws lists them), but received ${id}`)
      return trial([address], { laws: id, at: inputFrom(literal) }, {}, output)
    }
    case 'laws': {
      const chosen = select({ laws: rest[0] ?? '*' })
      const width = Math.max(0, ...chosen.map((law) => law.id.length))
      for (const law of chosen) output.write(`${law.id.padEnd(width)}  ${law.tier.padEnd(8)}  ${law.equation}\n`)
      return chosen.length > 0 ? exitCodes.held : exitCodes.untested
    }
    case 'mistakes': {
      const width = Math.max(...mistakes.map((mistake) => mistake.id.length))
      for (const mistake of mistakes) output.write(`${mistake.id.padEnd(width)}  ${mistake.story}\n`)
      return exitCodes.held
    }
    default:
      throw misuse(`expected verify, replay, laws or mistakes, but received ${command}`)
  }
}

const flags = {
  help: { type: 'boolean', short: 'h' },
  debug: { type: 'boolean' },
  laws: { type: 'string' },
  tier: { type: 'string' },
  runs: { type: 'string' },
  seed: { type: 'string' },
  'time-limit': { type: 'string' },
  reporter: { type: 'string', multiple: true },
  'output-file': { type: 'string' },
  shard: { type: 'string' },
  'merge-reports': { type: 'string' },
  watch: { type: 'boolean' },
} as const

const wholeNumber = (name: string, text: string, least: number): number => {
  const n = Number(text)
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(n) || n < least) throw misuse(`${name}: expected a whole number of at least ${least}, but received ${text.trim()}`)
  return n
}
const seedFrom = (text: string | undefined): number =>
  text === undefined ? Math.floor(Math.random() * 2 ** 31) : wholeNumber('--seed', text, 0)
const tierFrom = (text: string): 'textbook' | 'accurate' => {
  if (text !== 'textbook' && text !== 'accurate') throw misuse(`--tier: expected textbook or accurate, but received ${text}`)
  return text
}
const inputFrom = (text: string): unknown => {
  try {
    return parseLiteral(text)
  } catch {
    throw misuse(`expected an input written as JSON, but received ${text}`)
  }
}

const terminal: Output = { write: (text) => void process.stdout.write(text), isTerminal: process.stdout.isTTY }

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  // Whoever read us has left, as head does: there is nobody to tell the verdict to.
  process.stdout.on('error', () => process.exit(exitCodes.failed))
  process.exitCode = await main(process.argv.slice(2))
  // A thread that never ends keeps the process; unless one watches, there is nothing left to wait for.
  if (!process.argv.includes('--watch')) setTimeout(() => process.exit(), 1000).unref()
}
