import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { describe, expect, it } from 'vitest'
import { lawsOf } from '../../src/trial/all-laws.ts'
import { implementationOfProcess, type ProcessLimits } from '../../src/programs/process.ts'
import { laws } from '../../src/laws/index.ts'
import type { AnyLaw } from '../../src/laws/law.ts'
import { explain, plain } from '../../src/verdict/explain.ts'
import { fewShapes } from '../../src/laws/shapes.ts'
import { settingOf } from '../../src/verdict/setting.ts'
import { verify } from '../../src/verdict/verify.ts'

const faulty = fileURLToPath(new URL('../doubles/adapters/faulty.mjs', import.meta.url))
const built = new URL('../../dist/programs/process.js', import.meta.url).href
const [value, sigmoid, onTies] = ['softmax/value', 'sigmoid/value', 'softmax/keeps-ties'].map(
  (id) => laws.find((law) => law.id === id),
) as [AnyLaw, AnyLaw, AnyLaw]
const patient: Partial<ProcessLimits> = { start: 60_000, first: 60_000, call: 60_000, grace: 200 }

/** The program with one fault, whose processes bear a tag of their own. */
const connected = async (fault: string, limits: Partial<ProcessLimits> = {}) => {
  const tag = randomUUID()
  return {
    tag,
    it: await implementationOfProcess(['node', faulty, fault, tag], { ...patient, ...limits }),
  }
}
/** The file by which a program knows that its fault has shown. */
const markerOf = (tag: string): string => join(tmpdir(), `losslaws-${tag}`)

/**
 * What is said of a program before a law that meets its fault and before one that does not; and
 * whoever is left of it.
 */
const judged = async (fault: string, limits: Partial<ProcessLimits> = {}) => {
  const { tag, it } = await connected(fault, limits)
  const verdicts = [
    await verify(value, it, { seed: 1, runs: 20 }, settingOf(it, fewShapes)),
    await verify(sigmoid, it, { seed: 1, runs: 20 }),
  ]
  await it.program?.close()
  rmSync(markerOf(tag), { force: true })
  const [first = expect.fail()] = verdicts
  return {
    status: verdicts.map(({ status }) => status),
    text: 'reason' in first ? plain(first.reason) : explain(first),
    left: await leftOf(tag),
  }
}
/** The processes that bear a tag, once those that are leaving have left. */
const leftOf = async (tag: string): Promise<string[]> => {
  const now = () =>
    existsSync('/proc/self') ?
      readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && commandOf(pid).includes(tag))
    : []
  for (let i = 0; i < 200 && now().length > 0; i++)
    await new Promise((resolve) => setTimeout(resolve, 50))
  return now().map(commandOf)
}
const commandOf = (pid: string): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}

/** How much memory a program takes is known where there is /proc. */
const memoryIsSeen: [string, Partial<ProcessLimits>, RegExp][] =
  existsSync('/proc/self') ?
    [
      [
        'hoards memory',
        { memory: 250 * 2 ** 20 },
        /^took 0\.\d+ GiB of memory, and may take 0\.24 GiB \(--memory-limit\)$/,
      ],
    ]
  : []

describe.concurrent('a program that', () => {
  it.each([['has no fault'], ['floods stderr'], ['ignores stop'], ['forks'], ['forks and hides']])(
    '%s is judged as any other, and nothing is left of it',
    async (fault) => {
      expect(await judged(fault)).toEqual({
        status: ['passed', 'passed'],
        text: expect.stringContaining('held'),
        left: [],
      })
    },
  )

  it.each([
    [
      'writes garbage',
      {},
      'came with a tie! seq 1 on stdout, which is for replies alone: print to stderr instead',
    ],
    [
      'prints on stdout',
      {},
      'came with debug: softmax on stdout, which is for replies alone: print to stderr instead',
    ],
    [
      'forgets the seq',
      {},
      'answered without a seq where seq 1 was asked: echo the seq of each request, in order',
    ],
    [
      'counts by itself',
      {},
      'answered seq 1000 where seq 1 was asked: echo the seq of each request, in order',
    ],
    [
      'answers twice',
      {},
      'came to no answer of its own: the request before it was answered twice, with {"seq":1,"result":[0.5,0.5]} at last',
    ],
    [
      'returns one entry too many',
      {},
      'returned an array of 3 where a vector of 2 numbers was expected',
    ],
    ['returns a word', {}, 'returned "half" where a vector of 2 numbers was expected'],
    ['returns nothing', {}, 'was answered with no result, error or skipped'],
    [
      'returns bare NaN',
      {},
      'was answered with {"seq":1,"result":[NaN,NaN]}, which is not JSON: write NaN and the infinities as strings',
    ],
    ['throws on a tie', {}, 'threw ValueError: <b>tie</b>\ufffd at line 3'],
    [
      'writes half a line and dies',
      {},
      'ended with exit code 1: what goes wrong belongs in {"seq":…,"error":"…"}, and the program goes on; it had written half a line, {"seq":1,"resu',
    ],
    [
      'crashes on a tie',
      {},
      `ended with exit code 3: what goes wrong belongs in {"seq":…,"error":"…"}, and the program goes on
  stderr    | Traceback:
            |   File "loss.py", line 3
            | ZeroDivisionError: a tie`,
    ],
    [
      'closes its stdout on a tie',
      { first: 20_000, call: 20_000 },
      'closed its stdout and went on: whatever it has to say is said there',
    ],
    ['throws an object on a tie', {}, 'was answered with the error {"code":3}, and it is a string'],
    ['is killed on a tie', {}, 'was ended by SIGSEGV'],
    [
      'hangs',
      { first: 5000, call: 5000 },
      'did not answer within 5 s: it hangs, or does not flush stdout, or needs more time (--time-limit)',
    ],
    [
      'is slow',
      { first: 6000, call: 5000 },
      'did not answer within 6 s: it hangs, or does not flush stdout, or needs more time (--first-limit, as this operation had not been asked before)',
    ],
    ...memoryIsSeen,
    ['ends its warden', {}, 'ended its warden'],
    ['stops its warden', { first: 5000, call: 5000 }, /^did not answer within 5 s/],
    [
      'writes a line of 10 MB',
      {},
      'returned an array of 5000001 where a vector of 2 numbers was expected',
    ],
    [
      'floods stdout on a tie',
      { maxLine: 2 ** 20 },
      'wrote a line of more than 1048576 bytes, in which seq 1 is not seen: a reply is one line',
    ],
  ])(
    '%s is errored there, in a sentence, and judged elsewhere',
    async (fault, limits, sentence) => {
      const { status, text, left } = await judged(fault, limits)
      expect({ status, left }).toEqual({ status: ['errored', 'passed'], left: [] })
      const [, words] = /^softmax\(\[[^\]]*\]\) (.*)$/s.exec(text) ?? []
      if (typeof sentence === 'string') expect(words).toBe(sentence)
      else expect(words).toMatch(sentence)
    },
  )
  it('leaves early is errored where it was missed, and judged elsewhere', async () => {
    const { status, text } = await judged('leaves early')
    expect(status).toEqual(['errored', 'passed'])
    expect(text).toMatch(/^softmax\(.*\) (was not asked: the program )?ended with exit code 0/)
  })
  it('skips an input is skipped, with its reason, and never passed', async () => {
    expect(await judged('skips ties')).toMatchObject({
      status: ['skipped', 'passed'],
      text: 'no ties today',
    })
  })

  it.each([
    [
      'is silent at start',
      { start: 1500 },
      'was asked to start, and wrote no line within 1.5 s: answer {"command":"start"} with {"version":1,"name":…,"operations":[…]} in one line, and flush it',
    ],
    [
      'is silent at the echo',
      { first: 1500 },
      'was asked to echo numbers, and wrote no line within 1.5 s: answer the operation echo with the vector that it is given',
    ],
    [
      'speaks version 2',
      {},
      'its first line: expected {"version":1,"name":…,"format":…,"operations":[…],"options":[…],"policies":{…}}, but received {"version":2,"name":"later","operations":["softmax"]}',
    ],
    [
      'greets with a banner',
      {},
      'its first line: expected {"version":1,"name":…,"format":…,"operations":[…],"options":[…],"policies":{…}}, but received Loading weights …',
    ],
    [
      'ends at start',
      {},
      'was asked to start, and ended with exit code 3: what goes wrong belongs in {"seq":…,"error":"…"}, and the program goes on\n  stderr    | ImportError: no such library',
    ],
    [
      'loses subnormals',
      {},
      'was asked to echo numbers of binary64, and brought 5e-324 back as 0: a subnormal number was flushed to zero',
    ],
    [
      'is of binary32',
      {},
      'was asked to echo numbers of binary64, and brought 5e-324 back as 0: numbers pass through binary32, though the format is said to be binary64',
    ],
    [
      'loses the sign of zero',
      {},
      'was asked to echo numbers of binary64, and brought "-0" back as 0: a zero lost its sign; write -0 as the string "-0"',
    ],
    [
      'writes null for what JSON lacks',
      {},
      'was asked to echo numbers of binary64, and brought "Infinity" back as null: NaN, Infinity, -Infinity and -0 are the strings "NaN", "Infinity", "-Infinity" and "-0", both ways',
    ],
    [
      'loses digits',
      {},
      'was asked to echo numbers of binary64, and brought 2.225073858507201e-308 back as 2.2251e-308: write numbers in shortest round-trip form (repr in Python, %.17g in C), and read them with a correct parser',
    ],
    [
      'cannot echo',
      {},
      'was asked to echo numbers of binary64, and answered the error KeyError: echo; every adapter answers the operation echo with the vector that it is given',
    ],
    [
      'skips the echo',
      {},
      'was asked to echo numbers of binary64, and answered that it skips it: not today; every adapter answers the operation echo with the vector that it is given',
    ],
    [
      'echoes bare NaN',
      {},
      'was asked to echo numbers of binary64, and answered with {"seq":0,"result":[NaN]}, which is no object in JSON: write NaN and the infinities as strings',
    ],
    [
      'echoes too little',
      {},
      'was asked to echo numbers of binary64, and came back with 1 number instead of 41',
    ],
    [
      'echoes a word',
      {},
      'was asked to echo numbers of binary64, and came back with "no" instead of a list',
    ],
    [
      'echoes words',
      {},
      'was asked to echo numbers of binary64, and brought 0 back as "no": a number was written as a string; only NaN, Infinity, -Infinity and -0 are strings',
    ],
    [
      'echoes under another seq',
      {},
      'was asked to echo numbers of binary64, and answered seq "0" where seq 0 was asked: echo the seq of each request',
    ],
  ])('%s cannot be tried, in a sentence', async (fault, limits, sentence) => {
    const tag = randomUUID()
    const refused = await implementationOfProcess(['node', faulty, fault, tag], {
      ...patient,
      ...limits,
    }).then(
      () => expect.fail(),
      (error: Error) => error,
    )
    expect(refused.name).toBe('Misuse')
    expect(refused.message.slice(`node ${faulty} ${fault} ${tag}`.length).replace(/^:? /, '')).toBe(
      sentence,
    )
    expect(await leftOf(tag)).toEqual([])
  })
  it('does not exist cannot be tried', async () => {
    await expect(implementationOfProcess(['no-such-program'])).rejects.toThrow(
      'no-such-program was asked to start, and could not be started: there is no program no-such-program',
    )
  })
})

describe.concurrent('of many calls under way', () => {
  const asked = async (
    fault: string,
    inputs: readonly number[][],
    limits: Partial<ProcessLimits> = {},
  ) => {
    const { tag, it } = await connected(fault, limits)
    const answers = await Promise.allSettled(inputs.map((z) => it.operations.softmax?.(z)))
    await it.program?.close()
    rmSync(join(tmpdir(), `losslaws-${tag}`), { force: true })
    return answers.map((answer) =>
      answer.status === 'fulfilled' ?
        'answered'
      : String((answer.reason as Error).message).split(/: |: the program/)[0],
    )
  }
  const one = (n: number, at: number) =>
    Array.from({ length: n }, (_, i) => (i === at ? [7, 7] : [i, 0.5]))
  const but = (n: number, at: number, what: string) =>
    Array.from({ length: n }, (_, i) => (i === at ? what : 'answered'))

  it('the one over which the program ends is found, and the others get their answers', async () => {
    expect(await asked('crashes on a tie', one(30, 17))).toEqual(
      but(30, 17, 'ended with exit code 3'),
    )
  })
  it('so it is where replies wait in a buffer, and are lost with the program', async () => {
    expect(
      await asked('buffers and dies', one(8, 5), { window: 8, first: 2000, call: 500 }),
    ).toContain('ended with exit code 5')
  })
  it('the oldest is blamed where the program ends only once', async () => {
    const answers = await asked('ends in its first life', one(12, -1))
    expect(answers.filter((it) => it !== 'answered')).toEqual(['ended with exit code 4'])
  })
  it('none is asked any more once the program has been started again ten times', async () => {
    const answers = await asked(
      'crashes on a tie',
      Array.from({ length: 14 }, () => [3, 3]),
      { window: 2 },
    )
    // Two that end it count twice, though it ends thrice: over both together, and over each alone.
    expect(answers).toEqual([
      ...Array<string>(10).fill('ended with exit code 3'),
      ...Array<string>(4).fill('was not asked'),
    ])
  })
  it('the next is told where the program left unasked, and the others get their answers', async () => {
    const { tag, it } = await connected('leaves early')
    const ask = () =>
      Promise.resolve(it.operations.softmax?.([0, 1])).then(
        () => 'answered',
        (error: Error) => error.message,
      )
    for (let i = 0; i < 6; i++) expect(await ask()).toBe('answered')
    await new Promise((resolve) => setTimeout(resolve, 1500))
    const told = [await ask(), await ask()]
    await it.program?.close()
    rmSync(markerOf(tag))
    expect(told).toEqual([
      expect.stringMatching(
        /^(was not asked: the program )?ended with exit code 0 before it was told to stop$/,
      ),
      'answered',
    ])
  })
  it.each([
    [
      'cannot start a second time',
      /^was not asked: the program could not be started again: Misuse: node .* was asked to start, and ended with exit code 6/,
    ],
    [
      'is another the second time',
      /^was not asked: the program said that it was another when it was started again$/,
    ],
    [
      'offers less the second time',
      /^was not asked: the program said that it was another when it was started again$/,
    ],
  ])('none is asked any more where the program %s', async (fault, words) => {
    const { tag, it } = await connected(fault)
    const told = await Promise.allSettled([
      it.operations.softmax?.([0, 1]),
      it.operations.sigmoid?.(0),
      it.operations.sigmoid?.(1),
    ])
    const [first, ...others] = told.map((it) =>
      it.status === 'rejected' ? (it.reason as Error).message : 'answered',
    )
    await it.program?.close()
    rmSync(markerOf(tag))
    for (const text of [first, ...others]) expect(text).toMatch(words)
  })
  it('those that are left are asked where the program says the same in another order', async () => {
    const { tag, it } = await connected('says the same in another order the second time')
    const told = await Promise.allSettled([
      it.operations.softmax?.([0, 0]),
      it.operations.softmax?.([0, 1]),
      it.operations.sigmoid?.(0),
    ])
    await it.program?.close()
    rmSync(markerOf(tag))
    expect(told.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled'])
  })
  it('none is asked once it was told to stop', async () => {
    const { it } = await connected('has no fault')
    const asked = [
      it.operations.softmax?.([0, 1]),
      it.program?.close(),
      it.operations.softmax?.([0, 1]),
    ]
    expect((await Promise.allSettled(asked)).map(({ status }) => status).slice(1)).toEqual([
      'fulfilled',
      'rejected',
    ])
    await expect(it.operations.softmax?.([0, 1])).rejects.toThrow(
      'was not asked: the program had been told to stop',
    )
  })
  it('verdicts are those of one call at a time', async () => {
    const recorded = lawsOf('fixture').filter(({ id }) => /^fixture\/(softmax|sigmoid)/.test(id))
    const told = await Promise.all(
      [1, 64].map(async (window) => {
        const { it } = await connected('errs a little', { window })
        const texts: string[] = []
        for (const law of [...recorded, value, onTies])
          texts.push(explain(await verify(law, it, { seed: 1, runs: 20 })))
        await it.program?.close()
        return texts
      }),
    )
    expect(told[1]).toEqual(told[0])
    expect(told[0]?.join('\n')).toContain('is broken')
  })
})

describe.runIf(existsSync('/proc/self')).concurrent('nothing is left of a program', () => {
  const source = (fault: string, tag: string) => `
    const { implementationOfProcess } = await import(${JSON.stringify(built)})
    const it = await implementationOfProcess(${JSON.stringify(['node', faulty, fault, tag])}, { start: 60000, grace: 200 })
    await it.operations.softmax([1, 2])
    ready()
    setInterval(() => {}, 1000)`
  it.each(['ignores stop', 'forks and hides'])(
    'that %s when our own process is killed',
    async (fault) => {
      const tag = randomUUID()
      const ours = spawn(
        process.execPath,
        [
          '--input-type=module',
          '-e',
          `const ready = () => console.log('ready')\n${source(fault, tag)}`,
        ],
        { stdio: ['ignore', 'pipe', 'inherit'] },
      )
      await once(ours.stdout, 'data')
      ours.kill('SIGKILL')
      expect(await leftOf(tag)).toEqual([])
    },
  )
  it.each(['ignores stop', 'forks and hides'])(
    'that %s when our thread is terminated',
    async (fault) => {
      const tag = randomUUID()
      const thread = new Worker(
        `import('node:worker_threads').then(async ({ parentPort }) => { const ready = () => parentPort.postMessage('ready')\n${source(fault, tag)} })`,
        { eval: true },
      )
      await once(thread, 'message')
      await thread.terminate()
      expect(await leftOf(tag)).toEqual([])
    },
  )
  it('when nobody waits for it any more', async () => {
    const tag = randomUUID()
    const ours = spawn(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `const ready = () => {}\n${source('has no fault', tag).replace(/setInterval.*/, '')}`,
      ],
      { stdio: 'inherit' },
    )
    expect(await once(ours, 'exit')).toEqual([0, null])
    expect(await leftOf(tag)).toEqual([])
  })
})
