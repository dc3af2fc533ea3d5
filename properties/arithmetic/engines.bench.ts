import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { Decimal } from 'decimal.js'
import { bench, describe } from 'vitest'
import type { Arithmetic } from '../../src/arithmetic/arithmetic.ts'
import { bigfloat } from '../../src/arithmetic/bigfloat.ts'
import { interval } from '../../src/arithmetic/interval.ts'
import { at } from '../../src/arithmetic/sequence.ts'

/**
 * Thirds of doubles across the range of a loss: numbers with as many digits as the engine holds.
 */
const points = [0.1, 0.7, 1, 2.5, 7.25, 20, 37.5, 100, 250, 700]

/** How often one iteration goes through all points, so that a line to a program costs nothing. */
const rounds = 100
const often = (once: () => void) => () => {
  for (let i = 0; i < rounds; i++) once()
}

const functions = ['exp', 'log', 'mul', 'div'] as const
type FunctionName = (typeof functions)[number]

/** What goes through all points with one function of an arithmetic. */
const over = <T>(k: Arithmetic<T>) => {
  const numbers = points.map((x) => k.div(k.from(x), k.from(3)))
  const first = at(numbers, 0)
  const run = {
    exp: k.exp,
    log: k.log,
    mul: (x: T) => k.mul(first, x),
    div: (x: T) => k.div(first, x),
  }
  return (name: FunctionName) => often(() => numbers.forEach(run[name]))
}

const overDecimals = (digits: number) => {
  const D = Decimal.clone({ defaults: true, precision: digits })
  const numbers = points.map((x) => new D(x).div(3))
  const first = at(numbers, 0)
  const run = {
    exp: (x: Decimal) => D.exp(x),
    log: (x: Decimal) => D.ln(x),
    mul: (x: Decimal) => D.mul(first, x),
    div: (x: Decimal) => D.div(first, x),
  }
  return (name: FunctionName) => often(() => numbers.forEach((x) => void run[name](x)))
}

/** MPFR and Arb, of which there are those that python3 can import, where there is a python3. */
const peersAt = async (bits: number) => {
  const program = spawn(
    'python3',
    [fileURLToPath(new URL('engines.py', import.meta.url)), JSON.stringify([points, bits])],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  )
  program.on('error', () => {})
  program.unref()
  const lines = createInterface(program.stdout)[Symbol.asyncIterator]()
  const names = JSON.parse((await lines.next()).value ?? '[]') as string[]
  return names.map(
    (engine) =>
      [
        engine,
        (name: FunctionName) => async () => {
          program.stdin.write(`${engine} ${name} ${rounds}\n`)
          await lines.next()
        },
      ] as const,
  )
}

describe.each([20, 50, 100, 200])('at %i digits', async (digits) => {
  const bits = Math.ceil(digits * Math.log2(10))
  const engines = [
    ['bigfloat', over(bigfloat(bits, 'nearest'))],
    ['bigfloat, as an enclosure', over(interval(bigfloat(bits, 'down'), bigfloat(bits, 'up')))],
    ['decimal.js', overDecimals(digits)],
    ...(await peersAt(bits)),
  ] as const
  describe.each(functions)('%s', (name) => {
    for (const [engine, run] of engines) bench(engine, run(name))
  })
})
