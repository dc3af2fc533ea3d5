import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { main } from '../../src/cli.ts'

const double = (name: string) => fileURLToPath(new URL(`../doubles/${name}`, import.meta.url))
const bin = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'losslaws-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** What the command line answered, with the paths of this checkout left out. */
const answered =
  (isTerminal: boolean) =>
  async (...args: string[]) => {
    let text = ''
    const code = await main(args, { write: (more) => void (text += more), isTerminal })
    return { code, text: text.replaceAll(double(''), '') }
  }
const [losslaws, onTerminal] = [answered(false), answered(true)]

describe('losslaws verify', () => {
  it('explains each law that is broken, and exits with 1', async () => {
    const { code, text } = await losslaws(
      'verify',
      double('unshifted.ts'),
      '--laws',
      'softmax/sums-to-one',
      '--seed',
      '1',
    )
    expect(code).toBe(1)
    expect(text).toMatchInlineSnapshot(`
      "unshifted.ts  softmax returns NaN where logits are large, in 1 law
        resembles mistake:softmax-no-max-shift, on all 18 probes of softmax
                  The raw logits are exponentiated, without taking out the greatest first.
        mend      Subtract max z from every logit: softmax does not change, and no exponent is above 0.
        law       softmax/sums-to-one: Σᵢ softmax(z)ᵢ = 1
        input     [710,0]
        claim     the sum of softmax(z)
        expected  1 ± 8.7e-13
        got       NaN
        why       every term is divided by the sum of all the terms.
        replay    losslaws replay unshifted.ts softmax/sums-to-one '[710,0]'
        seed      1, path 3

      unshifted.ts  1 broken  (1 large offset)
      seed 1, 100 inputs per law besides its examples
      "
    `)
  })
  it('exits with 0 where every law holds, and prints the seed and where the inputs fell', async () => {
    const { code, text } = await losslaws(
      'verify',
      'core:binary64',
      '--laws',
      'softmax/s*',
      '--seed',
      '7',
      '--runs',
      '20',
    )
    expect(code).toBe(0)
    expect(text).toMatchInlineSnapshot(`
      "core:binary64  3 held
      seed 7, 20 inputs per law besides its examples
      "
    `)
  })
  it('takes implementations that answer with promises, or in typed arrays of their format', async () => {
    expect(
      (
        await losslaws(
          'verify',
          double('promises.ts'),
          double('typed-arrays.ts'),
          '--laws',
          '*',
          '--runs',
          '20',
        )
      ).code,
    ).toBe(0)
  })
  it('judges only textbook laws where accuracy is not asked for', async () => {
    expect(
      (
        await losslaws(
          'verify',
          'mistake:softmax-exp-through-powers-of-two',
          '--laws',
          'softmax/*',
          '--tier',
          'textbook',
        )
      ).code,
    ).toBe(0)
    const { code, text } = await losslaws(
      'verify',
      'mistake:softmax-exp-through-powers-of-two',
      '--laws',
      'softmax/*',
    )
    expect(code).toBe(0)
    expect(text).toContain('softmax loses accuracy where logits are large, in 1 law')
    expect(text).toContain('1 lost accuracy')
  })
  describe.each([
    [
      'loses-accuracy.ts',
      'softplus/*',
      [0, 1],
      / {2}\d+ held {2}\d+ lost accuracy {2}\d+ skipped\n/,
    ],
    ['unshifted.ts', 'softmax/value', [1, 1], / {2}1 broken {2}\(1 large offset\)\n/],
    [
      'loses-accuracy-and-breaks.ts',
      'softplus/*,sigmoid/*',
      [1, 1],
      / {2}\d+ held {2}\d+ broken {2}\d+ lost accuracy {2}\(\d+ everyday\)\n/,
    ],
  ])('before %s', (name, laws, [code, strictly], counts) => {
    const args = ['verify', double(name), '--laws', laws, '--seed', '1', '--runs', '20']
    it('exits with 1 where a law is broken, and where accuracy is lost if one is strict', async () => {
      const [found, strict] = [await losslaws(...args), await losslaws(...args, '--strict')]
      expect([found.code, strict.code]).toEqual([code, strictly])
      expect(found.text).toMatch(counts)
      expect(strict.text).toBe(found.text)
    })
  })
  it('chooses laws by --tier, and no exit code', async () => {
    const args = ['verify', double('loses-accuracy.ts'), '--tier', 'accurate', '--seed', '1']
    const { code, text } = await losslaws(...args, '--laws', 'softplus/*')
    expect(code).toBe(0)
    expect(text).toMatch(/^loses-accuracy\.ts {2}\d+ held {2}1 lost accuracy /m)
    expect((await losslaws(...args, '--laws', 'softplus/tail')).code).toBe(0)
    expect((await losslaws(...args, '--laws', 'softplus/tail', '--strict')).code).toBe(1)
  })
  it('shows lost accuracy in yellow, and in a word of its own', async () => {
    vi.stubEnv('NO_COLOR', '')
    const args = ['verify', double('loses-accuracy.ts'), '--laws', 'softplus/tail', '--seed', '1']
    const { text } = await onTerminal(...args)
    vi.unstubAllEnvs()
    expect(text).toContain('\u001b[33msoftplus loses accuracy, in 1 law\u001b[39m')
    expect(text).toContain('loses-accuracy.ts  \u001b[33m1 lost accuracy\u001b[39m\n')
    expect(text).not.toContain('\u001b[31m')
  })
  it('exits with 4 where nothing was tested', async () => {
    const { code, text } = await losslaws(
      'verify',
      double('unshifted.ts'),
      '--laws',
      'binary/*',
      '--seed',
      '1',
    )
    expect(code).toBe(4)
    expect(text).toContain('skipped: no binaryCrossEntropy')
    expect(await losslaws('verify', 'core:binary64', '--shard', '40/40')).toMatchObject({
      code: 4,
      text: 'nothing was tested\n',
    })
  })
  it.each([
    ['no-operations.ts'],
    ['throws.ts'],
    ['missing.ts'],
    ['hangs.ts'],
    ['promises-that-hang.ts'],
  ])('says in a sentence what is wrong with %s, and exits with 2', async (name) => {
    const { code, text } = await losslaws(
      'verify',
      double(name),
      '--laws',
      'softmax/value',
      '--seed',
      '1',
      '--time-limit',
      '100',
    )
    expect(code).toBe(2)
    expect(text).not.toMatch(/^\s+at /m)
    expect(text).toMatchSnapshot()
  })
  it.each(['wrong-shape.ts', 'throws-at-one-input.ts', 'throws-values.ts', 'exits.ts'])(
    'finds the law broken that %s gives no answer to, and exits with 1',
    async (name) => {
      const found = await losslaws('verify', double(name), '--laws', 'softmax/value', '--seed', '1')
      expect(found.code).toBe(1)
      expect(found.text).not.toMatch(/^\s+at /m)
      expect(found.text).toMatchSnapshot()
    },
  )
  it('tells an error that nobody caught, and exits with 2 though the laws held', async () => {
    const { code, text } = await losslaws(
      'verify',
      double('floating.ts'),
      '--laws',
      'softmax/sums-to-one',
      '--runs',
      '5',
    )
    expect(code).toBe(2)
    expect(text).toMatch(/^uncaught TypeError: the cache\nfloating.ts {2}1 held\n/)
  })
  it.each([
    ['cross-entropi/*', 'cross-entropi/*; did you mean cross-entropy/*?'],
    ['softmax/value,softmax/sharpen', 'softmax/sharpen; did you mean softmax/sharpens?'],
    ['softmax/value,', 'an empty glob'],
  ])(
    'judges nothing where one of the globs %s matches no law, and exits with 2',
    async (laws, words) => {
      const refused = { code: 2, text: `no law matches ${words}\n` }
      expect(await losslaws('verify', 'core:binary64', '--laws', laws)).toEqual(refused)
      expect(await losslaws('laws', laws)).toEqual(refused)
    },
  )
  it('leaves the report to itself, however much an implementation prints', async () => {
    const { code, text } = await losslaws(
      'verify',
      double('noisy.ts'),
      '--laws',
      'softmax/sums-to-one',
      '--seed',
      '1',
      '--runs',
      '5',
    )
    expect(code).toBe(0)
    expect(text).not.toMatch(/exponentiate|console/)
  })
  it('shows progress and colours on a terminal, and no colours where NO_COLOR is set', async () => {
    const args = ['verify', double('unshifted.ts'), '--laws', 'softmax/sums-to-one', '--seed', '1']
    expect((await onTerminal(...args)).text).toMatch(
      /: 1 of 1 laws judged[^]*\u001b\[31msoftmax returns NaN where logits are large, in 1 law\u001b\[39m/,
    )
    vi.stubEnv('NO_COLOR', '1')
    const { text } = await onTerminal(...args)
    expect(text).toContain('1 of 1 laws judged')
    expect(text).not.toMatch(/\u001b\[\d*m/)
    vi.unstubAllEnvs()
  })
  it('writes no escapes where TERM is dumb', async () => {
    vi.stubEnv('TERM', 'dumb')
    const { text } = await onTerminal('verify', double('unshifted.ts'), '--laws', 'softmax/value')
    vi.unstubAllEnvs()
    expect(text).toContain('unshifted.ts  softmax returns NaN')
    expect(text).not.toContain('\u001b')
  })
  it('tells what was known when it is interrupted', async () => {
    const page = join(folder, 'interrupted.html')
    const args = ['--runs', '500', '--seed', '1', '--reporter', 'html', '--output-file', page]
    // By its 5000th call, some laws have been judged.
    const chatty = join(folder, 'chatty.mjs')
    writeFileSync(
      chatty,
      `let calls = 0
      export const softmax = (z) => {
        if (++calls === 5000) process.stderr.write('asked often')
        const terms = z.map((x) => 2 ** x)
        return terms.map((x) => x / terms.reduce((a, b) => a + b, 0))
      }`,
    )
    const it = spawn(process.execPath, [bin, 'verify', chatty, ...args])
    let text = ''
    it.stdout.on('data', (chunk: Buffer) => void (text += chunk.toString('utf8')))
    it.stderr.on('data', (chunk: Buffer) => {
      if (chunk.toString('utf8').includes('asked often')) it.kill('SIGINT')
    })
    const code = await new Promise((resolve) => it.on('exit', resolve))
    expect(code).toBe(130)
    expect(text).toMatch(/^it was interrupted[^\n]*\n\S*chatty\.mjs .*\d broken/m)
    expect(readFileSync(page, 'utf8')).toContain('it was interrupted')
  })
  it('leaves a file as it was where a disk has no room for another, and writes no other', () => {
    const home = join(folder, 'home')
    mkdirSync(home)
    writeFileSync(join(home, 'old.html'), 'old')
    const verify = `'${process.execPath}' '${bin}' verify core:binary64 --laws softmax/value --runs 2`
    const run = (more: string) =>
      spawnSync('sh', ['-c', `${more}${verify} --reporter html --output-file old.html`], {
        encoding: 'utf8',
        cwd: home,
      })
    const { status, stdout } = run('ulimit -f 1; ')
    expect(status).toBe(2)
    expect(stdout).toMatch(/old\.html could not be written: Error: EFBIG/)
    expect(readFileSync(join(home, 'old.html'), 'utf8')).toBe('old')
    expect(run('').status).toBe(0)
    expect(readdirSync(home)).toEqual(['old.html'])
  })
  it.each([
    [['--shard', '5/4'], '--shard: expected i/n, such as 1/4 or 4/4, but received 5/4'],
    [['--reporter', 'nonsense'], 'nonsense'],
    [['--reporter', 'junit', '--output-file', '/dev/null/report.xml'], '/dev/null'],
    [['--merge-reports', join(folder, 'nowhere')], 'expected a folder of blob reports'],
  ])('says in a sentence what is wrong with %j, and exits with 2', async (args, words) => {
    const { code, text } = await losslaws(
      'verify',
      'core:binary64',
      '--laws',
      'softmax/value',
      ...args,
    )
    expect(code).toBe(2)
    expect(text).toMatch(/^.+\n$/)
    expect(text).toContain(words)
  })
  it('gives up a thread that a call after an await never lets go of', () => {
    const { status, stdout } = spawnSync(
      process.execPath,
      [bin, 'verify', double('loops-later.ts'), '--laws', 'softmax/value', '--time-limit', '50'],
      { encoding: 'utf8', cwd: folder },
    )
    expect({ status, stdout }).toEqual({
      status: 2,
      stdout: 'no law was judged within 6 s: a call that began after an await does not end\n',
    })
  }, 60_000)
  it.each([
    ['syntax.mjs', 'export const softmax = (z) => {\n  return z.map((x => x)\n}', '3:1: Expected'],
    [
      'typed.ts',
      'export const softmax = (z: number[]) => {\n  return z.map((x => x)\n}',
      '3:1: Expected',
    ],
  ])('names file, line and column where %s cannot be parsed', async (name, text, words) => {
    writeFileSync(join(folder, name), text)
    const { code, text: told } = await losslaws('verify', join(folder, name), '--laws', 'softmax/*')
    expect(code).toBe(2)
    expect(told.split('\n')[0]).toContain(`${name}:${words}`)
  })
  it('takes a file of any name, and writes none of it but in letters', async () => {
    for (const name of ['we#ird.mjs', 'what?.mjs', 'red\u001b[31m\u202e.mjs']) {
      writeFileSync(join(folder, name), 'export const sigmoid = (x) => 1 / (1 + Math.exp(-x))')
      const args = ['--laws', 'sigmoid/m*', '--seed', '1', '--runs', '5']
      const { code, text } = await losslaws('verify', join(folder, name), ...args)
      expect(code).toBe(0)
      expect(text).toMatch(/\.mjs {2}\d held\n/)
      expect(text).not.toMatch(/[\u001b\u202e]/)
    }
  })
  it('tells who changes what all share, and judges the others as if alone', async () => {
    const of = async (...names: string[]) => {
      const args = ['--laws', 'softmax/value,hygiene/*', '--seed', '1', '--runs', '10']
      const { code, text } = await losslaws('verify', ...names.map(double), ...args)
      return { code, text, mine: /^typed-arrays\.ts +(\d+ held)(?: +0 [a-z ]+)*$/m.exec(text)?.[1] }
    }
    const { code, mine } = await of('typed-arrays.ts')
    expect([code, mine]).toEqual([0, '5 held'])
    for (const [name, words] of [
      ['changes-exp.ts', 'changes-exp.ts could not be imported: it changed Math.exp, which'],
      ['changes-exp-later.ts', 'could not be judged: it changed Math.exp, which'],
    ] as const)
      expect(await of(name, 'typed-arrays.ts')).toMatchObject({
        code: 2,
        text: expect.stringContaining(words),
        mine,
      })
  })
  it('waits once for a module that is never ready', async () => {
    const begun = performance.now()
    expect(
      await losslaws('verify', double('never-ready.ts'), '--start-limit', '1500', '--seed', '1'),
    ).toEqual({
      code: 2,
      text: expect.stringMatching(/: it was not ready within 1\.5 s \(--start-limit\)\n\n/),
    })
    // Of the families, of which each has a file, none waits again.
    expect(performance.now() - begun).toBeLessThan(15_000)
  })
  it('writes for machines through the reporters of Vitest, a suite for each family asked for', async () => {
    const file = join(folder, 'junit.xml')
    const args = ['verify', 'mistake:softmax-no-max-shift', '--laws', 'softmax/*,sigmoid/value']
    const { code } = await losslaws(...args, '--reporter', 'junit', '--output-file', file)
    expect(code).toBe(1)
    const report = readFileSync(file, 'utf8')
    expect(report).toContain('softmax/sums-to-one is broken')
    expect(report).toContain('<testsuites name="losslaws" ')
    expect([...report.matchAll(/<testsuite name="([^"]*)"/g)].map(([, name]) => name)).toEqual([
      'losslaws.sigmoid',
      'losslaws.softmax',
    ])
    expect(report).toContain(
      '<testcase classname="losslaws.sigmoid" name="mistake:softmax-no-max-shift &gt; sigmoid/value"',
    )
  })
  it('reports lost accuracy to other machines as skipped with a warning, or as failed if one is strict', async () => {
    const file = join(folder, 'accuracy.xml')
    const args = ['verify', double('loses-accuracy.ts'), '--laws', 'softplus/tail', '--seed', '1']
    const more = ['--reporter', 'junit', '--output-file', file]
    expect((await losslaws(...args, ...more)).code).toBe(0)
    expect(readFileSync(file, 'utf8')).toMatch(
      /failures="0"[^]*<skipped\/>[^]*<property name="warning" value="softplus\/tail loses accuracy\n/,
    )
    expect((await losslaws(...args, ...more, '--strict')).code).toBe(1)
    expect(readFileSync(file, 'utf8')).toMatch(/failures="1"[^]*softplus\/tail loses accuracy/)
  })
  it('comes to the same verdicts in four shards as in one run', async () => {
    const args =
      'verify mistake:softmax-base-two --seed 3 --runs 10 --laws softmax/*,log-softmax/*,vjp/*,gradient/*,entropy/*,labels/*'.split(
        ' ',
      )
    const whole = await losslaws(...args)
    for (const i of [1, 2, 3, 4]) {
      const part = join(folder, 'blobs', `${i}.json`)
      await losslaws(...args, '--shard', `${i}/4`, '--reporter', 'blob', '--output-file', part)
    }
    const merged = await losslaws('verify', '--merge-reports', join(folder, 'blobs'))
    const count = (text: string) => /^mistake:.*$/m.exec(text)?.[0]
    expect(count(merged.text)).toBe(count(whole.text))
    expect(merged.code).toBe(1)
  })
  it('merges nothing but the shards of one run, each once, and exits with 2', async () => {
    const blobs = join(folder, 'parts')
    const part = (shard: string, seed: number, name = shard.replace('/', '-')) =>
      losslaws(
        ...`verify core:binary64 --laws sigmoid/value,softmax/value,softplus/value --runs 2 --seed ${seed} --shard ${shard}`.split(
          ' ',
        ),
        ...`--reporter blob --output-file ${join(blobs, `${name}.json`)}`.split(' '),
      )
    const merged = () => losslaws('verify', '--merge-reports', blobs)
    await part('1/3', 1)
    expect(await merged()).toEqual({
      code: 2,
      text: 'expected all 3 shards of a run, but received none of 2/3, 3/3\n',
    })
    await part('3/3', 1)
    await part('2/3', 2)
    expect(await merged()).toEqual({
      code: 2,
      text: expect.stringMatching(
        /^expected shards of one run, but received shard \d\/3 with seed [12] and shard \d\/3 with seed [12]\n$/,
      ),
    })
    await part('2/3', 1)
    await part('2/3', 1, 'again')
    expect(await merged()).toEqual({
      code: 2,
      text: 'expected each shard once, but received shard 2/3 again\n',
    })
    rmSync(join(blobs, 'again.json'))
    expect((await merged()).code).toBe(0)
  })
})

describe('losslaws replay', () => {
  it('judges one literal input', async () => {
    expect((await losslaws('replay', 'core:binary64', 'softmax/value', '[1000,"-0"]')).code).toBe(0)
    expect((await losslaws('replay', 'core:binary64', 'sigmoid/tail', '-710')).code).toBe(0)
    const lossy = ['replay', double('loses-accuracy.ts'), 'softplus/tail', '-40']
    expect((await losslaws(...lossy)).code).toBe(0)
    expect((await losslaws(...lossy, '--strict')).code).toBe(1)
    const { code, text } = await losslaws(
      'replay',
      'mistake:softmax-no-max-shift',
      'softmax/value',
      '[1000,0]',
    )
    expect(code).toBe(1)
    expect(text).toContain('softmax/value is broken')
  })
  it('says what became of an input in any case', async () => {
    expect((await losslaws('replay', 'core:binary64', 'softmax/one-class', '3')).text).toMatch(
      /^softmax\/one-class held on 1 input \(seed \d+\), using at most 0 % of its budget\n {2}numbers {3}binary64; elementary functions to 1 ulp\n$/,
    )
    expect(await losslaws('replay', 'core:binary65', 'softmax/one-class', '[3]')).toEqual({
      code: 2,
      text: expect.stringMatching(/^expected one of core:binary64.*\n$/),
    })
    expect(
      await losslaws('replay', double('throws-at-one-input.ts'), 'softmax/value', '[2,2]'),
    ).toEqual({
      code: 1,
      text: expect.stringMatching(
        /^softmax\/value is broken\n[^]*\n {2}got {7}threw RangeError: a tie in red\n/,
      ),
    })
  })
  it.each([
    [
      ['replay', 'core:binary64', 'softmax/value', '[1,'],
      2,
      'expected an input written as JSON, but received [1,\n',
    ],
    [
      ['replay', 'core:binary64', 'softmax/nothing', '[1]'],
      2,
      'expected the id of a law (losslaws laws lists them), but received softmax/nothing\n',
    ],
    [
      ['replay', 'core:binary64', 'softmax/value', '{"a":1}'],
      4,
      'softmax/value was skipped: expected an input of softmax/value in binary64, but received {"a":1}\n',
    ],
    [
      ['replay', 'core:binary16', 'softmax/value', '[1e8]'],
      4,
      'softmax/value was skipped: expected an input of softmax/value in binary16, but received [100000000]\n',
    ],
    [
      ['replay', 'core:binary64'],
      2,
      'expected an address, a law and an input, but received 1 of them\n',
    ],
  ])('refuses %j', async (args, code, text) => {
    expect(await losslaws(...args)).toEqual({ code, text })
  })
})

describe('losslaws', () => {
  it('has a version, that of its package', async () => {
    const { version } = JSON.parse(
      readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
    ) as { version: string }
    expect(await losslaws('--version')).toEqual({ code: 0, text: `${version}\n` })
  })
  it('lists what it would judge, and imports and starts nothing', async () => {
    const dry = (...addresses: string[]) =>
      losslaws('verify', ...addresses, '--laws', 'softmax/value,fixture/softplus', '--dry-run')
    const { code, text } = await dry(double('throws.ts'), 'exec:nowhere', 'core:binary64')
    expect(code).toBe(0)
    expect(text).toMatchInlineSnapshot(`
      "throws.ts
      exec:nowhere
      core:binary64
        softmax/value     174
        fixture/softplus  165
      3 implementations, each with 2 laws and 339 inputs where they apply; nothing was run
      "
    `)
    expect(await dry('core:binary65')).toMatchObject({ code: 2 })
    expect(await dry(double('missing.ts'))).toMatchObject({ code: 2 })
  })
  it('lists laws and mistakes', async () => {
    expect((await losslaws('laws', 'softmax/sums-to-one')).text).toBe(
      'softmax/sums-to-one  textbook  Σᵢ softmax(z)ᵢ = 1\n',
    )
    expect((await losslaws('mistakes')).text).toContain('softmax-no-max-shift')
  })
  it.each([
    [['verify'], 'expected an address to verify, but received none\n'],
    [
      ['verify', 'core:binary64', '--runs', 'many'],
      '--runs: expected a whole number of at least 1, but received many\n',
    ],
    [
      ['verify', 'core:binary64', '--runs', '-3'],
      '--runs: expected a whole number of at least 1, but received -3\n',
    ],
    [
      ['verify', 'core:binary64', '--tier', 'gold'],
      '--tier: expected one of textbook, accurate, but received gold\n',
    ],
    [['verify', 'core:binary65'], expect.stringContaining('expected one of core:binary64')],
    [
      ['verify', 'ftp:somewhere'],
      expect.stringContaining('expected an address that begins with module:'),
    ],
    [
      ['judges'],
      'expected verify, replay, laws, mistakes, fixtures, known, scoreboard, doctor, init, engine, explain, whatis, teach, grade, judge or gradcheck, but received judges; did you mean judge?\n',
    ],
    [['verify', '--colour'], 'expected a flag of losslaws verify, but received --colour\n'],
    [
      ['verify', 'core:binary64', '--report', 'html'],
      'expected a flag of losslaws verify, but received --report; did you mean --reporter?\n',
    ],
    [['verify', '--laws'], '--laws: expected a value, but received none\n'],
    [['verify', '--laws', '--strict'], '--laws: expected a value, but received --strict\n'],
    [['verify', '--strict=no'], '--strict: expected no value, but received no\n'],
  ])('says in a sentence what is wrong with %j, and exits with 2', async (args, text) => {
    expect(await losslaws(...args)).toEqual({ code: 2, text })
  })
  it('shows its usage', async () => {
    expect((await losslaws('--help')).code).toBe(0)
    expect((await losslaws()).code).toBe(2)
    expect(await losslaws('laws', '--help')).toEqual({
      code: 0,
      text: '  losslaws laws [glob]                     list the laws\n',
    })
  })
  it('throws with its stack where debugging is asked for', async () => {
    await expect(losslaws('judges', '--debug')).rejects.toThrow('expected verify')
  })
})
