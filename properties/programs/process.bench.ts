import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { bench, describe } from 'vitest'
import type { Implementation } from '../../src/contract/implementation.ts'
import { literal, parseLiteral } from '../../src/contract/literal.ts'
import { laws } from '../../src/laws/index.ts'
import { packed, unpacked } from '../../src/programs/base64.ts'
import { implementationOfProcess } from '../../src/programs/process.ts'
import { verify } from '../../src/verdict/verify.ts'

const path = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url))
const commands = [
  ['node', path('examples/adapters/javascript/adapter.mjs')],
  ['python3', path('properties/doubles/adapters/losses.py')],
] as const

/** The programs that this machine can run. */
const programs = (
  await Promise.all(
    commands
      .filter(([, file]) => existsSync(file))
      .map(async (words): Promise<[string, Implementation][]> => {
        try {
          return [[words[0], await implementationOfProcess(words)]]
        } catch (error) {
          console.log(String(error))
          return []
        }
      }),
  )
).flat()

/**
 * One iteration is one round trip, or as many as may be under way at once; the sentence counts
 * round trips.
 */
describe.each(programs)('softmax through %s', (name, { operations: { softmax }, program }) => {
  if (softmax === undefined || program === undefined) return
  for (const width of [1, program.window]) {
    let [begun, before, trips] = [0, 0, 0]
    const ask = async () => {
      trips++
      await softmax([0.1, 2.5, -3])
    }
    bench(
      `${width} at a time`,
      async () => void (await Promise.all(Array.from({ length: width }, ask))),
      {
        time: 1000,
        warmupTime: 300,
        setup: () =>
          void ([begun, before, trips] = [performance.now(), program.seconds() ?? NaN, 0]),
        teardown: (_, mode) => {
          const passed = (performance.now() - begun) / 1000
          const share = ((program.seconds() ?? NaN) - before) / passed
          if (mode === 'run')
            console.log(
              `${name}, ${width} at a time: ${Math.round(trips / passed)} round trips a second, during which it computes ${Math.round(100 * share)} % of the time`,
            )
        },
      },
    )
  }
})

/**
 * One iteration puts a program before laws of softmax that hold, so that nothing is shrunk. One that tells what a call does to
 * earlier results is asked about one input after another, and any other about many at once.
 */
describe.each(programs)('the laws of softmax before %s', (_, it) => {
  if (it.program === undefined) return
  const ofSoftmax = laws.filter(({ id, tier }) => id.startsWith('softmax/') && tier === 'textbook')
  const inTurn = { ...it, program: { ...it.program, effects: true } }
  for (const [inputs, asked] of [
    ['one input at a time', inTurn],
    ['many inputs at once', it],
  ] as const)
    bench(
      inputs,
      async () => {
        for (const law of ofSoftmax) await verify(law, asked, { seed: 1 })
      },
      { time: 3000, warmupTime: 500 },
    )
})

describe('a row of 262,144 classes, written and read', () => {
  const row = Array.from({ length: 262_144 }, (_, i) => Math.sin(i))
  bench('as a list', () => void parseLiteral(literal(row)))
  bench('in base64', () => void unpacked(parseLiteral(literal(packed(row)))))
})
