import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { bench, describe } from 'vitest'
import type { Implementation } from '../../src/contract/implementation.ts'
import { implementationOfProcess } from '../../src/programs/process.ts'

const path = (name: string) =>
  fileURLToPath(new URL(`../../examples/adapters/${name}`, import.meta.url))
const commands = [
  ['node', path('javascript/adapter.mjs')],
  ['python3', path('python/adapter.py')],
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
