import { describe, expect, it, vi } from 'vitest'
import { implementationFrom } from '../../src/contract/declaration.ts'
import { reference } from '../../src/core/reference.ts'
import { describeLaws as inJest } from '../../src/trial/jest.ts'
import { describeLaws as inNode } from '../../src/trial/node-test.ts'
import * as losesAccuracy from '../doubles/loses-accuracy.ts'
import * as unshifted from '../doubles/unshifted.ts'

const lossy = implementationFrom(losesAccuracy, 'loses-accuracy.ts')
const unshiftedSoftmax = implementationFrom(unshifted, 'unshifted')

/** A test runner as small as may be: it runs the tests in their order, and keeps what is said. */
const runner = <Context extends unknown[]>(...context: Context) => {
  const said: unknown[] = []
  const tests: (() => Promise<void>)[] = []
  const test = (name: string, body: (...context: Context) => Promise<void>) =>
    void tests.push(() =>
      body(...context).then(
        () => void said.push(`${name} ends`),
        (error: Error) => void said.push(`${name} throws ${error.message.split('\n')[0]}`),
      ),
    )
  return {
    describe: (name: string, body: () => void) => {
      said.push(name)
      body()
    },
    test: Object.assign(test, { skip: (name: string) => void said.push(`skipped: ${name}`) }),
    said: async () => {
      for (const run of tests) await run()
      return said
    },
  }
}

describe('describeLaws of losslaws/node-test', () => {
  // Its methods need their object, as those of node:test do.
  const context = {
    heard: [] as string[],
    skip(reason?: string) {
      this.heard.push(`skip: ${reason}`)
    },
    diagnostic(text: string) {
      this.heard.push(`diagnostic: ${text.split('\n')[0]}`)
    },
  }
  const judged = async (...args: Parameters<typeof inNode>) => {
    const { said, ...its } = runner(context)
    context.heard = []
    inNode(args[0], { ...args[1], ...its, seed: 1, runs: 5 })
    return { said: await said(), heard: context.heard }
  }
  it('passes a law that holds, and throws the explanation of a broken one', async () => {
    expect(await judged(reference, { laws: 'softmax/sums-to-one' })).toEqual({
      said: ['core:binary64', 'softmax/sums-to-one ends'],
      heard: [],
    })
    expect(await judged(unshiftedSoftmax, { laws: 'softmax/sums-to-one' })).toEqual({
      said: ['unshifted', 'softmax/sums-to-one throws softmax/sums-to-one is broken'],
      heard: [],
    })
  })
  it('skips in one test the laws that ask for absent operations', async () => {
    expect(await judged(unshiftedSoftmax, { laws: 'softmax/one-class,sigmoid/*', at: 1 })).toEqual({
      said: [
        'unshifted',
        'softmax/one-class ends',
        '5 laws ask for operations that are absent: sigmoid ends',
      ],
      heard: ['skip: undefined'],
    })
  })
  it('skips a law where accuracy is lost, with the explanation as a diagnostic', async () => {
    expect(await judged(lossy, { laws: 'softplus/tail' })).toEqual({
      said: ['loses-accuracy', 'softplus/tail ends'],
      heard: ['diagnostic: softplus/tail loses accuracy', 'skip: lost accuracy'],
    })
    expect(await judged(lossy, { laws: 'softplus/tail', strict: true })).toEqual({
      said: ['loses-accuracy', 'softplus/tail throws softplus/tail loses accuracy'],
      heard: [],
    })
  })
})

describe('describeLaws of losslaws/jest', () => {
  const judged = async (...args: Parameters<typeof inJest>) => {
    const { said, ...its } = runner()
    const warn = vi.spyOn(console, 'warn').mockReturnValue()
    inJest(args[0], { ...args[1], ...its, seed: 1, runs: 5 })
    const all = await said()
    const heard = warn.mock.calls.map(([text]) => String(text).split('\n')[0])
    warn.mockRestore()
    return { said: all, heard }
  }
  it('passes a law that holds, and throws the explanation of a broken one', async () => {
    expect(await judged(reference, { laws: 'softmax/sums-to-one' })).toEqual({
      said: ['core:binary64', 'softmax/sums-to-one ends'],
      heard: [],
    })
    expect(await judged(unshiftedSoftmax, { laws: 'softmax/sums-to-one' })).toEqual({
      said: ['unshifted', 'softmax/sums-to-one throws softmax/sums-to-one is broken'],
      heard: [],
    })
  })
  it('skips in one test the laws that ask for absent operations', async () => {
    expect(await judged(unshiftedSoftmax, { laws: 'softmax/one-class,sigmoid/*', at: 1 })).toEqual({
      said: [
        'unshifted',
        'skipped: 5 laws ask for operations that are absent: sigmoid',
        'softmax/one-class ends',
      ],
      heard: [],
    })
  })
  it('skips by name what it knows not to be judged', async () => {
    const declared = { ...reference, name: 'no options', options: [] }
    expect(await judged(declared, { laws: 'batch-options/class-weights' })).toMatchObject({
      said: [
        'no options',
        expect.stringMatching(/^skipped: batch-options\/\S+: no option classWeights$/),
      ],
    })
  })
  it('warns where accuracy is lost, or where an input gave no verdict', async () => {
    expect(await judged(lossy, { laws: 'softplus/tail' })).toEqual({
      said: ['loses-accuracy', 'softplus/tail ends'],
      heard: ['softplus/tail loses accuracy'],
    })
    expect(await judged(reference, { laws: 'softmax/value', at: 'no logits' })).toEqual({
      said: ['core:binary64', 'softmax/value ends'],
      heard: [
        'softmax/value: expected an input of softmax/value in binary64, but received "no logits"',
      ],
    })
  })
  it('says what it expects where there are no such globals', () => {
    expect(() => inJest(reference, { laws: 'softmax/value' })).toThrow(
      expect.objectContaining({
        name: 'Misuse',
        message: expect.stringContaining(
          'expected the global describe and test of Jest, or describe and test among the options, '
            + 'such as those of bun:test, but found neither in ',
        ),
      }),
    )
  })
  it('takes the global ones where there are', async () => {
    const { said, ...its } = runner()
    vi.stubGlobal('describe', its.describe)
    vi.stubGlobal('test', its.test)
    inJest(reference, { laws: 'softmax/one-class', seed: 1, runs: 5 })
    vi.unstubAllGlobals()
    expect(await said()).toEqual(['core:binary64', 'softmax/one-class ends'])
  })
})
