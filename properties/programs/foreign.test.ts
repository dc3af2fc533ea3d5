import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { main } from '../../src/cli.ts'
import { connect } from '../../src/trial/connect.ts'
import { describeLaws } from '../../src/trial/vitest.ts'
import { isSoak } from '../soak.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'losslaws-foreign-'))
afterAll(() => rmSync(folder, { recursive: true }))
const faulty = (fault: string, more = '') =>
  `exec:node '${root}properties/doubles/adapters/faulty.mjs' '${fault}' ${more}`.trim()
const mine = `exec:node '${root}examples/adapters/javascript/adapter.mjs'`

/** What the command line answered, with the paths of this checkout left out. */
const losslaws = async (...args: string[]) => {
  let text = ''
  const code = await main(args, { write: (more) => void (text += more), isTerminal: false })
  return { code, text: text.replaceAll(root, '') }
}

const program = await connect(faulty('has no fault'))
describe('a test of describeLaws passes, for', () =>
  describeLaws(program, { laws: 'softmax/s*', runs: 20 }))

describe('a foreign program on trial', () => {
  it('is judged as any other implementation, in one process', async () => {
    const lives = join(folder, 'lives')
    const { code, text } = await losslaws(
      'verify',
      faulty('counts its lives', lives),
      '--laws',
      'softmax/*',
      '--tier',
      'textbook',
      '--seed',
      '1',
      '--runs',
      '20',
      '--workers',
      '1',
      '--memory-limit',
      '2000',
      '--start-limit',
      '60000',
    )
    expect({ code, text }).toEqual({
      code: 0,
      text: expect.stringMatching(
        / {2}\d+ held\nseed 1, 20 inputs per law besides its examples\n$/,
      ),
    })
    expect(readFileSync(lives, 'utf8')).toBe('.')
  })
  it('is judged at all inputs in its domain, where these are few and the trial is exhaustive', async () => {
    const few = `exec:node '${root}properties/doubles/adapters/few-logits.mjs'`
    const { code, text } = await losslaws('verify', few, '--exhaustive', '--laws', 'sigmoid/value')
    expect(code).toBe(1)
    expect(text).toMatch(/input {5}2\.5\n[^]*fails at {2}1 of all 513 inputs in the domain\n/)
  })
  it('is not judged by laws of what a call does beside its result, unless it tells', async () => {
    const { code, text } = await losslaws(
      'verify',
      mine,
      '--laws',
      'hygiene/*',
      '--seed',
      '1',
      '--runs',
      '5',
    )
    expect({ code, text }).toEqual({
      code: 0,
      text: expect.stringMatching(/ {2}2 held {2}2 skipped\n/),
    })
    expect(
      (
        await losslaws(
          'replay',
          mine,
          'hygiene/inputs-unchanged',
          '{"logits":[0,1],"target":[1,0],"label":0}',
        )
      ).text,
    ).toContain('hygiene/inputs-unchanged was skipped: no memory in common')
  })
  it('is told what is wrong once, where it cannot be tried', async () => {
    expect(await losslaws('verify', faulty('greets with a banner'), '--seed', '1'))
      .toMatchInlineSnapshot(`
        {
          "code": 2,
          "text": "node properties/doubles/adapters/faulty.mjs greets with a banner: its first line: expected {"version":1,"name":…,"format":…,"operations":[…],"options":[…],"policies":{…}}, but received Loading weights …

        exec:node 'properties/doubles/adapters/faulty.mjs' 'greets with a banner'  could not be tried
        seed 1, 100 inputs per law besides its examples
        ",
        }
      `)
  })
  it('keeps all other verdicts where it ends over one input', async () => {
    const { code, text } = await losslaws(
      'verify',
      faulty('crashes on a tie'),
      '--laws',
      '*/value',
      '--seed',
      '1',
      '--runs',
      '20',
    )
    expect(code).toBe(2)
    expect(text).toMatch(
      / softmax ended with exit code 3: .*, in 1 law\n[^]*\n {2}claim {5}softmax\(\[0,0\]\)\n[^]*\n {2}got {7}ended with exit code 3: .*\n {14}stderr {4}\| Traceback:\n/,
    )
    expect(text).toMatch(/ {2}1 held {2}1 errored {2}\d+ skipped\n/)
  })
  it('is replayed', async () => {
    expect(await losslaws('replay', mine, 'sigmoid/tail', '-710')).toMatchObject({
      code: 0,
      text: expect.stringContaining('sigmoid/tail loses accuracy'),
    })
    expect(
      await losslaws(
        'replay',
        faulty('hangs'),
        'softmax/value',
        '[2,2]',
        '--first-limit',
        '5000',
        '--time-limit',
        '5000',
      ),
    ).toMatchObject({
      code: 2,
      text: expect.stringContaining('softmax([2,2]) did not answer within 5 s'),
    })
  })
  it.runIf(isSoak)('comes to the same verdicts in four shards as in one run', async () => {
    const args = ['verify', mine, '--seed', '3', '--runs', '3', '--tier', 'textbook']
    const verdicts = (text: string) => [
      /^exec:.*$/m.exec(text)?.[0],
      ...text
        .split('\n')
        .filter((line) => /^\S+ (is broken|loses accuracy)/.test(line))
        .toSorted(),
    ]
    const whole = await losslaws(...args)
    for (const i of [1, 2, 3, 4])
      await losslaws(
        ...args,
        '--shard',
        `${i}/4`,
        '--reporter',
        'blob',
        '--output-file',
        join(folder, 'blobs', `${i}.json`),
      )
    const merged = await losslaws('verify', '--merge-reports', join(folder, 'blobs'))
    expect(merged.code).toBe(1)
    expect(verdicts(merged.text)).toEqual(verdicts(whole.text))
    expect(verdicts(whole.text).length).toBeGreaterThan(5)
  })
  it('is judged again when its file changes', async () => {
    const file = join(folder, 'watched.mjs')
    const [good, bad] = ['exps.map((e) => e / sum)', 'exps.map((e) => e)']
    const text = readFileSync(`${root}examples/adapters/javascript/adapter.mjs`, 'utf8')
    expect(text).toContain(good)
    writeFileSync(file, text.replace(good, bad))
    const watching = spawn(
      process.execPath,
      [
        `${root}dist/cli.js`,
        'verify',
        'exec:node watched.mjs',
        '--laws',
        'softmax/sums-to-one',
        '--watch',
      ],
      { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] },
    )
    let seen = ''
    watching.stdout.setEncoding('utf8').on('data', (more: string) => void (seen += more))
    try {
      await expect
        .poll(() => seen, { timeout: 60_000 })
        .toContain('exec:node watched.mjs  1 broken')
      writeFileSync(file, text)
      await expect.poll(() => seen, { timeout: 60_000 }).toContain('exec:node watched.mjs  1 held')
    } finally {
      watching.kill()
    }
  })
})

describe('a foreign program that declares its numbers', () => {
  const mixed = (kind: string) =>
    `exec:node '${root}properties/doubles/adapters/mixed.mjs' '${kind}'`
  const wideLosses =
    'bfloat16 logits, binary32 arithmetic, '
    + 'binary32 logSumExp, binary32 crossEntropy, bfloat16 results'
  const narrow = 'bfloat16 logits, binary32 arithmetic, binary32 results'
  // It refuses numbers of another format, and those outside its domain: an answer is an error then.
  it.each([
    ['all narrow', 'bfloat16', 'bfloat16'],
    ['wide results', narrow, 'bfloat16'],
    ['wide losses', wideLosses, 'bfloat16'],
    ['of a domain', 'binary32; logits in [-60,60]; elementary functions to 1 ulp', 'binary32'],
    [
      'of half a line',
      'binary32; logits in ["-Infinity",80]; elementary functions to 1 ulp',
      'binary32',
    ],
  ])('%s, is asked in these and judged by them', async (kind, numbers, echoed) => {
    const told = await losslaws('doctor', mixed(kind))
    expect(told).toMatchObject({
      code: 0,
      text: expect.stringContaining(`numbers ${' '.repeat(28)}${numbers}\n`),
    })
    expect(told.text).toContain(`hard numbers of ${echoed} come back to the bit`)
    const chosen = '--laws softmax/*,*/value,fixture/* --tier textbook --runs 20'.split(' ')
    const { code, text } = await losslaws('verify', mixed(kind), ...chosen)
    expect(code, text).toBe(0)
  })
  it('is broken where its results are not in the format that it says', async () => {
    const chosen = '--laws softmax/value --seed 1 --runs 50'.split(' ')
    const { code, text } = await losslaws(
      'verify',
      mixed('narrow results, said to be wide'),
      ...chosen,
    )
    expect(code).toBe(1)
    expect(text).toMatch(/ softmax is wrong, in 1 law\n/)
  })
})

describe('a hostile program', () => {
  it('reaches neither the terminal nor a report with control characters or markup, and writes nothing', async () => {
    const before = readdirSync(folder)
    const { code, text } = await losslaws(
      'verify',
      faulty('is called ../../evil'),
      '--laws',
      'softmax/value',
      '--seed',
      '1',
      '--runs',
      '5',
    )
    expect(code).toBe(1)
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/)
    const file = join(folder, 'report.xml')
    await losslaws(
      'verify',
      faulty('is called ../../evil'),
      '--laws',
      'softmax/*',
      '--seed',
      '1',
      '--runs',
      '5',
      '--reporter',
      'junit',
      '--output-file',
      file,
    )
    const report = readFileSync(file, 'utf8')
    expect(report).toContain('softmax/value')
    expect(report).not.toMatch(/<script|[\u0000-\u0008\u000b-\u001f]/)
    const page = join(folder, 'report.html')
    await losslaws(
      'verify',
      faulty('is called ../../evil'),
      '--laws',
      'softmax/*',
      '--seed',
      '1',
      '--runs',
      '5',
      '--reporter',
      'html',
      '--output-file',
      page,
    )
    const html = readFileSync(page, 'utf8')
    expect(html).toContain('&#60;script&#62;alert(1)')
    expect(html).not.toMatch(/<script>alert|[\u0000-\u0008\u000b-\u001f\u202e]/)
    expect(readdirSync(folder).toSorted()).toEqual(
      [...before, 'report.html', 'report.xml'].toSorted(),
    )
  })
  it('does not pass by answering with what was expected of others', async () => {
    // It knows nothing but the requests, in which there is nothing of what is expected.
    const { code, text } = await losslaws(
      'verify',
      faulty('repeats the question'),
      '--laws',
      'softmax/*',
      '--seed',
      '1',
      '--runs',
      '5',
    )
    expect(code).toBe(1)
    expect(text).not.toMatch(/\d+ held, 0 broken/)
  })
})

describe('losslaws doctor', () => {
  /** What it tells, without the figures of this machine and of these laws. */
  const told = (text: string) =>
    text
      .replaceAll(/\d[\d.,]* (s$|calls)/gm, 'N $1')
      .replace(/[\d,]+ with 64 under way.*/, 'N with 64 under way …')
      .replace(/(?<=^laws +)\d.*\n( .*\n)*/m, '…\n')
  it('tells step by step what works', async () => {
    const { code, text } = await losslaws('doctor', mine)
    expect(code).toBe(0)
    expect(told(text)).toMatchInlineSnapshot(`
      "start                               it started within N s
      name                                my losses in JavaScript
      numbers                             binary64
      vectors                             in base64, in lines of 67,108,864 bytes
      echo                                hard numbers of binary64 come back to the bit
      softmax                             softmax([1,0]) is right
      logSumExp                           logSumExp([1,0]) is right
      sigmoid                             sigmoid(0) is right
      crossEntropy                        crossEntropy([1,0], 0) is right
      crossEntropyGradient                crossEntropyGradient([1,0], 0) is right
      speed                               N calls a second, one at a time; N with 64 under way …
      laws                                …
      next                                losslaws verify 'exec:node '\\''examples/adapters/javascript/adapter.mjs'\\'''
      "
    `)
    expect(text).toMatch(/\nlaws +\d+ of \d+ apply to it\n +no logSoftmax: \d+ laws\n/)
  })
  it.each([
    ['throws on every call', []],
    ['errs', []],
    ['skips everything', []],
    ['is silent at the echo', ['--first-limit', '2000']],
  ] as const)('explains what does not, where a program %s', async (fault, limits) => {
    const { code, text } = await losslaws('doctor', faulty(fault), ...limits)
    expect(code).toBe(2)
    expect(told(text)).toMatchSnapshot()
  })
  it('works for modules and references too', async () => {
    expect((await losslaws('doctor', 'core:binary16')).code).toBe(0)
    expect(await losslaws('doctor', `${root}properties/doubles/throws.ts`)).toMatchObject({
      code: 2,
      text: expect.stringContaining('could not be imported: Error: no such library'),
    })
    const marked = await losslaws('doctor', `${root}properties/doubles/marked-up.ts`)
    expect(marked).toMatchObject({
      code: 2,
      text: expect.stringContaining('softmax([1,0]) is not right'),
    })
    expect(marked.text).not.toContain('\u001b')
    expect(await losslaws('doctor', 'mistake:softmax-base-two')).toMatchObject({
      code: 2,
      text: expect.stringContaining('softmax([1,0]) is not right'),
    })
    expect(await losslaws('doctor')).toEqual({
      code: 2,
      text: 'expected one address, but received none\n',
    })
    expect(await losslaws('doctor', 'a', 'b')).toEqual({
      code: 2,
      text: 'expected one address, but received 2\n',
    })
  })
})

describe('losslaws init', () => {
  it('writes an adapter that works, overwrites nothing, and says what to do next', async () => {
    const there = join(folder, 'new', 'place')
    const { code, text } = await losslaws('init', '--lang', 'javascript', there)
    expect(code).toBe(0)
    expect(text.replaceAll(folder, '.')).toBe(
      `wrote ./new/place/adapter.mjs\nnext, in ./new/place: npx losslaws doctor 'exec:node adapter.mjs'\nnext, in ./new/place: npx losslaws verify 'exec:node adapter.mjs'\n`,
    )
    writeFileSync(join(there, 'adapter.mjs'), 'mine')
    expect(await losslaws('init', '--lang', 'javascript', there)).toMatchObject({
      code: 2,
      text: expect.stringMatching(
        /^expected a folder without .*adapter.mjs, which would be overwritten/,
      ),
    })
    expect(readFileSync(join(there, 'adapter.mjs'), 'utf8')).toBe('mine')
    symlinkSync(join(folder, 'elsewhere.mjs'), join(folder, 'adapter.mjs'))
    expect((await losslaws('init', '--lang', 'javascript', folder)).code).toBe(2)
    expect(readdirSync(folder)).not.toContain('elsewhere.mjs')
  })
  it('writes the folders of an adapter too, and nothing that was built there', async () => {
    const there = join(folder, 'new', 'crate')
    const { code, text } = await losslaws('init', '--lang', 'rust', there)
    expect(code).toBe(0)
    expect(readdirSync(there, { recursive: true }).toSorted()).toEqual([
      'Cargo.toml',
      'src',
      join('src', 'main.rs'),
    ])
    expect(text).toMatch(/^next, in .*: .*losslaws (verify|doctor) /m)
  })
  it('knows the languages whose adapters there are', async () => {
    expect(await losslaws('init')).toEqual({
      code: 2,
      text: expect.stringMatching(
        /^--lang: expected one of .*javascript.*, but received nothing\n$/,
      ),
    })
    expect(await losslaws('init', '--lang', '../..')).toMatchObject({
      code: 2,
      text: expect.stringMatching(/^--lang: expected one of /),
    })
    expect((await losslaws('init', '--lang', 'javascript', 'a', 'b')).text).toBe(
      'expected one folder, but received 2\n',
    )
  })
  it.each(readdirSync(join(root, 'examples', 'adapters')))(
    'has an adapter in %s that is short, and says what it is for',
    (lang) => {
      const source = readdirSync(join(root, 'examples', 'adapters', lang), {
        recursive: true,
        encoding: 'utf8',
      })
      const texts = source
        .filter((name) => /\.(py|mjs|rs|go|cpp|java)$/.test(name))
        .map((name) => readFileSync(join(root, 'examples', 'adapters', lang, name), 'utf8'))
      expect(texts.some((text) => text.includes('losslaws'))).toBe(true)
      for (const text of texts) expect(text.split('\n').length).toBeLessThan(120)
    },
  )
})
