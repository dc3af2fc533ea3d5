import { spawn } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { main } from '../../src/cli.ts'
import { classInCsv } from '../../src/learning/grading/class-in-words.ts'
import type { ClassSummary } from '../../src/learning/grading/class-summary.ts'
import { digestOf, submissionsAt } from '../../src/learning/grading/submissions.ts'
import { sourceAt } from '../../src/programs/homework-files.ts'

const folder = mkdtempSync(join(tmpdir(), 'losslaws-'))
afterAll(() => rmSync(folder, { recursive: true }))
const bin = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))
const at = (...parts: string[]) => join(folder, ...parts)
const put = (name: string, text: string): string => {
  mkdirSync(dirname(at(name)), { recursive: true })
  writeFileSync(at(name), text)
  return at(name)
}
const rubric = put(
  'rubric.json',
  JSON.stringify({
    title: 'Sigmoid',
    runs: 10,
    questions: [
      {
        title: 'Values',
        points: 4,
        laws: ['sigmoid/value', 'sigmoid/monotone', 'sigmoid/mirrored', 'sigmoid/in-unit-interval'],
        require: 'sigmoid/value',
      },
      { title: 'Manners, "good"', points: 1, laws: 'hygiene/right-shape' },
    ],
  }),
)
const losslaws = async (...args: string[]) => {
  let text = ''
  const code = await main(args, { write: (more) => void (text += more), isTerminal: false })
  return { code, text: text.replaceAll(`${folder}/`, '') }
}
const gradeAll = (out: string, addresses: readonly string[], ...args: string[]) =>
  losslaws('grade', ...addresses, '--rubric', rubric, '--output-dir', at(out), ...args)
const read = (...parts: string[]): string => readFileSync(at(...parts), 'utf8')
const summaryIn = (out: string) => JSON.parse(read(out, 'class.json')) as ClassSummary

const right = 'export const sigmoid = (x) => 1 / (1 + Math.exp(-x))'
const naive = 'export const sigmoid = (x) => Math.exp(x) / (1 + Math.exp(x))'
const constant = 'export const sigmoid = () => 0.5'

describe('losslaws grade of a class', () => {
  it('grades each apart, and tells the teacher who earned what, which laws fail, and why', async () => {
    const names = [
      put('a/hw.js', right),
      put('b/hw.js', naive),
      put('constant.js', constant),
      at('missing.js'),
    ]
    const { code, text } = await gradeAll('out', names, '--workers', '2')
    expect(code).toBe(2)
    expect(text.slice(text.indexOf('\n\n') + 2)).toMatchInlineSnapshot(`
      "Sigmoid: 3 of 4 graded
        1  Values, 4 points
        2  Manners, "good", 1 point
                   all  1  2
      at most        5  4  1
      a/hw.js        5  4  1
      b/hw.js        1  0  1
      constant.js    1  0  1
      missing.js  not graded: expected the path of a module, but received missing.js, where there is no file
      laws that do not hold, and in how many submissions
        sigmoid/value             2  ██
        sigmoid/monotone          1  █
        sigmoid/mirrored          1  █
        sigmoid/in-unit-interval  1  █
      commonest causes, and in how many submissions
          1  sigmoid returns NaN where logits are large: mistake:sigmoid-naive-exponential. e^x / (1 + e^x) is used for x > 0 too, where from 710 on it is Infinity / Infinity.
          1  sigmoid is wrong
      seed 308376006
      "
    `)
    expect(read('out', 'class.csv').replaceAll('\r\n', '\n').replaceAll(folder, ''))
      .toMatchInlineSnapshot(`
      "name,status,total,of,Values,"Manners, ""good""",seed,border,reason
      a/hw.js,graded,5,5,4,1,308376006,QuickJS in WebAssembly,
      b/hw.js,graded,1,5,0,1,308376006,QuickJS in WebAssembly,
      constant.js,graded,1,5,0,1,308376006,QuickJS in WebAssembly,
      missing.js,not graded,0,5,0,0,308376006,,"expected the path of a module, but received /missing.js, where there is no file"
      "
    `)
    const { laws, causes, submissions } = summaryIn('out')
    expect(submissions.map(({ name, status }) => `${name} ${status}`)).toEqual([
      'a/hw.js graded',
      'b/hw.js graded',
      'constant.js graded',
      'missing.js not graded',
    ])
    expect(laws[0]).toEqual({ law: 'sigmoid/value', failing: 2 })
    expect(causes.find(({ mistake }) => mistake === 'sigmoid-naive-exponential')).toMatchObject({
      submissions: ['b/hw.js'],
    })
    for (const { name } of submissions)
      expect(JSON.parse(read('out', 'submissions', name, 'results.json'))).toHaveProperty('score')
    expect(JSON.parse(read('out', 'submissions', 'a', 'hw.js', 'results.json'))).toMatchObject({
      score: 5,
      tests: [{ score: 4, max_score: 4 }, { score: 1 }],
    })
    expect(JSON.parse(read('out', 'submissions', 'missing.js', 'results.json'))).toMatchObject({
      score: 0,
      output: expect.stringContaining('not graded: '),
    })
  }, 120_000)
  it('lets no homework that crashes, hangs or cannot be read harm another', async () => {
    const bad = [
      put('crashes.js', 'export const sigmoid = () => process.exit(3)'),
      put('hangs.js', 'export const sigmoid = () => { for (;;); }'),
      put('unfinished.js', 'export const sigmoid = ('),
    ]
    const { code, text } = await gradeAll(
      'harm',
      [...bad, put('well.js', right)],
      '--time-limit',
      '300',
    )
    expect(text).toContain('well.js: 5 of 5 points\n')
    expect(text).toContain('crashes.js: 0 of 5 points\n')
    for (const name of ['hangs', 'unfinished'])
      expect(text).toMatch(new RegExp(`${name}\\.js: not graded: .`))
    expect(code).toBe(2)
  }, 60_000)
  it('grades again what has changed, and nothing else', async () => {
    const names = [put('again/x.js', right), put('again/y.js', naive)]
    const first = await gradeAll('kept', names)
    expect(first.text).not.toContain('graded before')
    const written = statSync(at('kept/submissions/x.js/graded.json')).mtimeMs
    writeFileSync(at('again/y.js'), right)
    rmSync(at('kept/submissions/x.js/results.json'))
    const second = await gradeAll('kept', names)
    expect(second.text).toContain('x.js: 5 of 5 points, graded before\n')
    expect(second.text).toContain('y.js: 5 of 5 points\n')
    expect(second.code).toBe(0)
    expect(statSync(at('kept/submissions/x.js/graded.json')).mtimeMs).toBe(written)
    expect(existsSync(at('kept/submissions/x.js/results.json'))).toBe(true)
    const third = await gradeAll('kept', names, '--seed', '7')
    expect(third.text).not.toContain('graded before')
    expect(summaryIn('kept').seed).toBe(7)
    writeFileSync(at('kept/submissions/x.js/graded.json'), '{"digest":')
    expect((await gradeAll('kept', names, '--seed', '7')).text).toMatch(
      /x\.js: 5 of 5 points\n[^]*y\.js: 5 of 5 points, graded before\n|y\.js: 5 of 5 points, graded before\n[^]*x\.js: 5 of 5 points\n/,
    )
  }, 120_000)
  it('tells more at a later attempt without grading again', async () => {
    const names = [put('later/z.js', constant)]
    await gradeAll('later-out', names, '--reveal', 'score')
    expect(read('later-out/submissions/z.js/results.json')).not.toContain('sigmoid/value')
    const { text } = await gradeAll('later-out', names, '--reveal', 'full')
    expect(text).toContain('graded before')
    expect(read('later-out/submissions/z.js/results.json')).toContain('sigmoid/value')
  }, 60_000)
  it('goes on where it was ended', async () => {
    const names = Array.from({ length: 6 }, (_, i) => put(`many/h${i}.js`, `${right} // ${i}`))
    const args = ['grade', ...names, '--rubric', rubric, '--output-dir', at('ended')]
    const child = spawn(process.execPath, [bin, ...args, '--workers', '1'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await new Promise<void>((resolve) => {
      let text = ''
      child.stdout.on('data', (more: Buffer) => {
        text += more.toString()
        if (/h1\.js: /.test(text)) child.kill('SIGKILL')
      })
      child.once('exit', () => resolve())
    })
    expect(existsSync(at('ended/class.json'))).toBe(false)
    const { text, code } = await gradeAll('ended', names, '--workers', '2')
    const before = text.match(/graded before/g)?.length ?? 0
    expect(before).toBeGreaterThanOrEqual(2)
    expect(before).toBeLessThan(6)
    expect(code).toBe(0)
  }, 120_000)
  it('says of a grader that ends, or is not ready in time, what became of it, and goes on', async () => {
    const names = [put('apart/x.js', right), put('apart/y.js', right)]
    const { NODE_OPTIONS = '' } = process.env
    process.env['NODE_OPTIONS'] = '--no-such-flag'
    const ended = await gradeAll('apart-out', names)
    process.env['NODE_OPTIONS'] = NODE_OPTIONS
    expect(ended.text).toContain('x.js: not graded: its grader ended with exit code 9\n')
    expect(ended.text).toContain('y.js: not graded: its grader ended with exit code 9\n')
    expect(ended.code).toBe(2)
    const hasty = await gradeAll('apart-out', names, '--time-limit', '1', '--start-limit', '1')
    expect(hasty.text).toContain('x.js: not graded: its grader was not ready within 0.241 s\n')
    expect((await gradeAll('apart-out', names)).code).toBe(0)
  }, 60_000)
  it('writes what GitHub Classroom reads, and one file of it for a single homework', async () => {
    const file = put('naive.js', naive)
    await gradeAll('classroom', [file], '--format', 'classroom')
    const text = read('classroom/submissions/naive.js/results.base64')
    expect(text).toMatch(/^[\w+/=]+\n$/)
    const result = JSON.parse(Buffer.from(text, 'base64').toString()) as object
    expect(result).toMatchObject({
      version: 1,
      status: 'fail',
      max_score: 5,
      tests: [
        { name: 'Values', status: 'fail', score: 0, line_no: 0 },
        { name: 'Manners, "good"', status: 'pass', score: 1, line_no: 0 },
      ],
    })
    await losslaws(
      'grade',
      at('missing.js'),
      '--rubric',
      rubric,
      '--format',
      'classroom',
      '--output-file',
      at('one.base64'),
    )
    expect(JSON.parse(Buffer.from(read('one.base64'), 'base64').toString())).toMatchObject({
      status: 'error',
      max_score: 5,
      tests: [{ status: 'error', score: 0, message: expect.stringContaining('not graded') }, {}],
    })
  }, 60_000)
  it.each([
    [
      ['a.js', '--output-dir', 'x', '--output-file', 'y'],
      'expected --output-file for one homework or --output-dir for a class, but received both\n',
    ],
    [
      ['a.js', '--output-dir', 'x', '--workers', '0'],
      '--workers: expected a whole number of at least 1, but received 0\n',
    ],
    [
      ['a.js', '--format', 'csv'],
      '--format: expected one of gradescope, classroom, but received csv\n',
    ],
  ])('says in a sentence what is wrong with %j', async (args, text) => {
    expect(await losslaws('grade', ...args, '--rubric', rubric)).toEqual({ code: 2, text })
  })
})

describe('a submission', () => {
  it('is called by as much of its path as tells it from the others', () => {
    const names = (...addresses: string[]) => submissionsAt(addresses).map(({ name }) => name)
    expect(names('s/a/hw.js', 's/b/hw.js', 's/c.js')).toEqual(['a/hw.js', 'b/hw.js', 'c.js'])
    expect(names('s/a.js', './s/a.js')).toEqual(['a.js'])
    expect(names('s/a', 's/a/a')).toEqual(['s/a', 'a/a'])
    expect(names('exec:python3 a b.py', 'exec:python3 a-b.py', 'core:binary64')).toEqual([
      'exec%3apython3%20a%20b.py',
      'exec%3apython3%20a-b.py',
      'core%3abinary64',
    ])
  })
  it('is the one module of a folder, or its homework or index', () => {
    put('one/solution.mjs', right)
    put('one/notes.txt', '')
    put('one/types.d.ts', '')
    put('several/homework.js', right)
    put('several/helpers.js', right)
    put('indexed/index.js', right)
    put('indexed/helpers.js', right)
    put('unclear/a.js', right)
    put('unclear/b.js', right)
    put('empty/notes.txt', '')
    const entryIn = (folder: string): string => sourceAt(at(folder)).entry
    expect(['one', 'several', 'indexed'].map(entryIn)).toEqual([
      './solution.mjs',
      './homework.js',
      './index.js',
    ])
    expect(() => entryIn('unclear')).toThrow('but received a.js, b.js')
    expect(() => entryIn('empty')).toThrow(/expected homework.js, .*, but received none/)
  })
  it('is graded from a folder, and a folder that is unclear spoils its own grade alone', async () => {
    const { text, code } = await gradeAll('folders', [at('one'), at('unclear')])
    expect(text).toContain('one: 5 of 5 points\n')
    expect(text).toMatch(
      /unclear: not graded: expected homework.js, index.js or one file of code in /,
    )
    expect(code).toBe(2)
    const single = await losslaws('grade', at('one'), '--rubric', rubric)
    expect(single.text).toContain('Sigmoid: 5 of 5 points\n')
  }, 60_000)
  it('is another when a file of its folder changes, or one that its command leads to', () => {
    const file = put(
      'named/hw.js',
      `import { half } from './lib/half.js'\nexport const sigmoid = half`,
    )
    put('named/lib/half.js', 'export const half = () => 0.5')
    put('named/other.js', '')
    const [alone, whole] = [digestOf(file), digestOf(at('named'))]
    put('named/other.js', '// changed')
    expect(digestOf(file)).toBe(alone)
    expect(digestOf(at('named'))).not.toBe(whole)
    const command = `exec:node ${file}`
    const named = digestOf(command)
    put('named/lib/half.js', 'export const half = () => 0.25')
    expect(digestOf(file)).toBe(alone)
    expect(digestOf(command)).not.toBe(named)
  })
})

describe('the table of a class', () => {
  it('quotes what a spreadsheet would break, and disarms what it would compute', () => {
    const summary: ClassSummary = {
      version: 1,
      title: 'x',
      losslaws: '0',
      seed: 1,
      most: 2,
      questions: [{ title: 'a "b", c', points: 2 }],
      submissions: [
        { name: '=HYPERLINK("x")', seed: 1, status: 'not graded', reason: 'one,\ntwo' },
      ],
      laws: [],
      causes: [],
    }
    expect(classInCsv(summary)).toBe(
      'name,status,total,of,"a ""b"", c",seed,border,reason\r\n'
        + `"'=HYPERLINK(""x"")",not graded,0,2,0,1,,"one,\ntwo"\r\n`,
    )
  })
})
