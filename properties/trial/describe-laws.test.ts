import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { filesOf, parseAddress } from '../../src/trial/address.ts'
import { connect } from '../../src/trial/connect.ts'
import { failure, inBrief, suiteOf } from '../../src/trial/law-tests.ts'
import { describeLaws } from '../../src/trial/vitest.ts'
import { interrupt } from '../../src/trial/interrupt.ts'
import { describeTrial } from '../../src/trial/suite.ts'
import { implementationFrom } from '../../src/contract/declaration.ts'
import { reference, referenceIn } from '../../src/core/reference.ts'
import { TimeOut } from '../../src/verdict/watch.ts'
import * as losesAccuracy from '../doubles/loses-accuracy.ts'
import * as unshifted from '../doubles/unshifted.ts'

const double = (name: string) => fileURLToPath(new URL(`../doubles/${name}`, import.meta.url))

const lossy = implementationFrom(losesAccuracy, 'loses-accuracy.ts')

describe('a test of describeLaws passes, for', () =>
  describeLaws(reference, { laws: 'softmax/s*', runs: 20 }))
describe('a test of describeLaws skips, for', () => {
  describeLaws({ ...reference, options: [] }, { laws: 'batch-options/class-weights', runs: 5 })
  describeLaws(implementationFrom(unshifted, 'softmax only'), {
    laws: 'sigmoid/*,log-softmax/value,softmax/one-class',
    tier: 'textbook',
    at: 1,
  })
  it('what an option is missing for, and in one line what operations are', ({ task }) => {
    const tests = task.suite?.tasks.flatMap((it) => ('tasks' in it ? it.tasks : [])) ?? []
    expect(tests).toMatchObject([
      {
        name: 'batch-options/class-weights',
        mode: 'skip',
        result: { note: 'no option classWeights' },
      },
      { name: 'softmax/one-class', mode: 'run' },
      { name: '5 laws ask for operations that are absent: logSoftmax, sigmoid', mode: 'skip' },
    ])
  })
})
describe('a test of describeLaws judges one input, for', () =>
  describeLaws(implementationFrom(unshifted, 'unshifted'), { laws: 'softmax/value', at: [1, -0] }))
describe('a test of describeLaws fails, as it must, for', { fails: true }, () => {
  describeLaws(implementationFrom(unshifted, 'unshifted'), { laws: 'softmax/sums-to-one' })
})

describe('describeLaws', () => {
  it('refuses a glob that matches no law, beside others too', () => {
    expect(() => describeLaws(reference, { laws: 'softmax/value,sofmax/*' })).toThrow(
      'no law matches sofmax/*; did you mean softmax/*?',
    )
  })
})

describe('a test of describeLaws says that the inputs were all, for', () => {
  describeLaws(
    { ...referenceIn('few', 'bfloat16'), domain: { logits: [1, 16] } },
    { laws: 'sigmoid/value', exhaustive: true },
  )
  it('which it notes', ({ task }) => {
    const [test] = task.suite?.tasks.flatMap((it) => ('tasks' in it ? it.tasks : [])) ?? []
    expect(test?.meta.losslaws).toMatchObject({ status: 'passed', all: { inputs: 513 } })
    expect(test?.type === 'test' && test.annotations).toMatchObject([
      { type: 'notice', message: expect.stringContaining('held on all 513 inputs in the domain') },
    ])
  })
  it('unless logits have too many bits, which it refuses', () => {
    expect(() => describeLaws(reference, { exhaustive: true })).toThrow(
      'core:binary64: expected logits of 16 bits for an exhaustive trial',
    )
  })
})

describe('a test of describeLaws is skipped where accuracy is lost, for', () => {
  describeLaws(lossy, { laws: 'softplus/tail', runs: 5 })
  it('which it says of itself', ({ task }) => {
    const [test] = task.suite?.tasks.flatMap((it) => ('tasks' in it ? it.tasks : [])) ?? []
    expect(test?.meta.losslaws).toMatchObject({ status: 'falsified', tier: 'accurate' })
    expect(test?.result).toMatchObject({ state: 'skip', note: 'lost accuracy' })
    expect(test?.type === 'test' && test.annotations).toMatchObject([
      { type: 'warning', message: expect.stringMatching(/^softplus\/tail loses accuracy\n/) },
    ])
  })
})
describe(
  'a test of describeLaws fails where accuracy is lost and one is strict, for',
  { fails: true },
  () => {
    describeLaws(lossy, { laws: 'softplus/tail', runs: 5, strict: true })
  },
)

describe('describeLaws', () => {
  const softmaxOnly = implementationFrom(unshifted, 'softmax only')
  it('takes the describe and test that it is given', async () => {
    const said: unknown[] = []
    const tests: (() => Promise<void>)[] = []
    const task = { meta: {} }
    const context = {
      task,
      skip: (note?: string) => said.push(['skip', note]),
      annotate: async (message: string, type?: string) => said.push([type, message.split('\n')[0]]),
    }
    describeLaws(lossy, {
      describe: (name, body) => {
        said.push(name)
        body()
      },
      test: (name, { timeout }, body) => {
        said.push([name, timeout])
        tests.push(() => body(context))
      },
      laws: 'softplus/tail',
      runs: 5,
    })
    for (const test of tests) await test()
    expect(said).toEqual([
      'loses-accuracy',
      ['softplus/tail', 0],
      ['warning', 'softplus/tail loses accuracy'],
      ['skip', 'lost accuracy'],
    ])
    expect(task.meta).toMatchObject({ losslaws: { status: 'falsified', law: 'softplus/tail' } })
  })
  it('refuses laws that are none', () => {
    expect(() => describeLaws(softmaxOnly, { laws: 'softmax/accurate', tier: 'textbook' })).toThrow(
      expect.objectContaining({
        name: 'Misuse',
        message:
          'expected laws such as softmax/*, up to the tier textbook or accurate, but received '
          + 'softmax/accurate up to textbook, which are none',
      }),
    )
  })
})

describe('a suite of laws', () => {
  const suite = suiteOf(implementationFrom(unshifted, 'softmax only'), {
    laws: '*/sums-to-one,sigmoid/value',
    seed: 1,
    runs: 5,
    known: {
      version: 1,
      seed: 1,
      runs: 5,
      failures: [
        {
          address: 'loss.ts',
          law: 'softmax/sums-to-one',
          verdict: 'falsified',
          budgets: Infinity,
          reason: 'no shift',
        },
      ],
    },
    address: 'loss.ts',
  })
  it('is told to people without the laws that ask for absent operations', () => {
    const { tests, rest } = inBrief(suite)
    expect([tests.map(({ law }) => law.id), rest]).toEqual([
      ['softmax/sums-to-one'],
      '1 law asks for operations that are absent: sigmoid',
    ])
    expect(inBrief({ name: 'whole', tests })).toEqual({ name: 'whole', tests })
  })
  it('is judged without a test runner', async () => {
    expect(suite.name).toBe('loss.ts')
    expect(await Promise.all(suite.tests.map(({ run }) => run()))).toMatchObject([
      { status: 'skipped', reason: 'known to fail: no shift', outcome: { status: 'falsified' } },
      { status: 'skipped', reason: 'no sigmoid', outcome: { status: 'skipped' } },
    ])
  })
  it('says before it is judged which laws do not speak of the implementation', () => {
    expect(suite.tests.map(({ law, why }) => [law.id, why])).toEqual([
      ['softmax/sums-to-one', undefined],
      ['sigmoid/value', 'no sigmoid'],
    ])
  })
})

describe('a trial passes, for', () =>
  describeTrial('softmax', {
    addresses: ['core:binary64', 'module:' + double('typed-arrays.ts')],
    options: { laws: '*/value', runs: 20 },
  }))
describe('a trial fails, as it must, for', { fails: true }, () =>
  describeTrial('softmax', { addresses: ['core:binary65', double('throws.ts')], options: {} }),
)

describe('failure', () => {
  it('tells its message, and no place but the one given', () => {
    expect(failure('the law is broken').stack).toBe('Error: the law is broken\n')
    expect(failure('the law is broken', '    at loss.ts:1:1').stack).toBe(
      'Error: the law is broken\n    at loss.ts:1:1',
    )
  })
})

describe('connect', () => {
  afterEach(() => void vi.useRealTimers())
  it('finds references, mistakes and modules', async () => {
    expect((await connect('core:bfloat16')).format).toBe('bfloat16')
    expect((await connect('mistake:softmax-no-max-shift')).name).toBe(
      'mistake:softmax-no-max-shift',
    )
    expect((await connect(`module:${double('unshifted.ts')}`)).name).toBe('unshifted')
    expect((await connect(double('promises.ts'))).name).toBe(double('promises.ts'))
  })
  it.each([
    [
      'core:binary65',
      'expected one of core:binary64, core:binary32, core:binary16, core:bfloat16, core:binary16-arithmetic, core:bfloat16-arithmetic, core:bfloat16-binary32, core:decimal50, but received core:binary65',
    ],
    ['mistake:none', 'expected a mistake that losslaws mistakes lists, but received mistake:none'],
    [
      'ftp:here',
      'expected an address that begins with module:, exec:, core: or mistake:, but received ftp:here',
    ],
    [
      './nowhere.ts',
      'expected the path of a module, but received ./nowhere.ts, where there is no file',
    ],
    [
      'properties',
      'expected the path of a module, but received properties, where there is no file',
    ],
    ['', 'expected the path of a module, but received nothing, where there is no file'],
    ['exec:', 'expected a command after exec:, but received none'],
    [double('throws.ts'), `${double('throws.ts')} could not be imported: Error: no such library`],
  ])('refuses %s in a sentence', async (address, message) => {
    await expect(connect(address)).rejects.toThrow(
      expect.objectContaining({ name: 'Misuse', message }),
    )
  })
  it('does not wait for ever for a module', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const refused = expect(connect(double('never-ready.ts'))).rejects.toThrow(
      'never-ready.ts could not be imported: it was not ready within 60 s (--start-limit)',
    )
    await vi.advanceTimersByTimeAsync(60_000)
    await refused
    // The deadline is one, however many families of laws ask for the module.
    await expect(connect(double('never-ready.ts'))).rejects.toThrow('was not ready within 60 s')
  })
})

describe('an address', () => {
  it.each([
    ['core:bfloat16', { scheme: 'core', name: 'bfloat16' }],
    ['mistake:none', { scheme: 'mistake', name: 'none' }],
    ['module:nowhere.ts', { scheme: 'module', path: 'nowhere.ts', file: undefined }],
    [
      'properties/doubles/hangs.ts',
      { scheme: 'module', path: 'properties/doubles/hangs.ts', file: double('hangs.ts') },
    ],
    [`exec:node 'my loss.mjs'`, { scheme: 'exec', words: ['node', 'my loss.mjs'] }],
    ['exec: ', { scheme: 'none', why: 'expected a command after exec:, but received none' }],
    [
      'exec:node "',
      {
        scheme: 'none',
        why: 'expected the quote in node " to be followed by another, but received the end',
      },
    ],
  ])('is read from %s', (text, address) => expect(parseAddress(text)).toEqual(address))
  it('names the files of a module and of a command, and no others', () => {
    const filesAt = (text: string) => filesOf(parseAddress(text))
    expect(filesAt('properties/doubles/hangs.ts')).toEqual([double('hangs.ts')])
    expect(filesAt('exec:node properties/doubles/hangs.ts properties')).toEqual([
      double('hangs.ts'),
    ])
    expect(['core:binary64', 'properties', '', 'exec:node "'].flatMap(filesAt)).toEqual([])
  })
})

describe('interrupt', () => {
  it('hands over what the computation returns or throws', () => {
    expect(interrupt(() => 42, 1000)).toBe(42)
    expect(() =>
      interrupt(() => {
        throw new RangeError('no')
      }, 1000),
    ).toThrow(new RangeError('no'))
  })
  it('stops a loop that never ends, within another interrupt too', () => {
    const loop = () => {
      for (;;);
    }
    expect(() => interrupt(loop, 20)).toThrow(expect.toSatisfy((x) => x === TimeOut))
    expect(
      interrupt(() => {
        try {
          return interrupt(loop, 20)
        } catch (error) {
          return error
        }
      }, 5000),
    ).toBe(TimeOut)
  })
})
