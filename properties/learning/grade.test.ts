import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { main } from '../../src/cli.ts'
import { homeworkAt } from '../../src/programs/homework.ts'
import { patiently } from '../../src/programs/patience.ts'
import { laws } from '../../src/laws/index.ts'
import { revealAt, revealLevels, rubricFrom } from '../../src/learning/grading/rubric.ts'

const folder = mkdtempSync(join(tmpdir(), 'losslaws-'))
afterAll(() => rmSync(folder, { recursive: true }))
const homework = (name: string) =>
  fileURLToPath(new URL(`../doubles/homework/${name}`, import.meta.url))
const example = (name: string) =>
  fileURLToPath(new URL(`../../examples/teaching/${name}`, import.meta.url))

const losslaws = async (...args: string[]) => {
  let text = ''
  const code = await main(args, { write: (more) => void (text += more), isTerminal: false })
  return { code, text: text.replaceAll(homework(''), '').replaceAll(`${folder}/`, '') }
}

/** A rubric of softmax, sigmoid and manners, in a file. */
const rubric = join(folder, 'rubric.json')
writeFileSync(
  rubric,
  JSON.stringify({
    title: 'Softmax',
    seed: 1,
    runs: 20,
    reveal: ['law', 'full'],
    questions: [
      {
        title: 'Softmax',
        points: 3,
        laws: ['softmax/sums-to-one', 'softmax/keeps-order', 'softmax/value'],
      },
      { title: 'Sigmoid', points: 2, laws: 'sigmoid/value' },
      { title: 'Manners', points: 1, laws: 'hygiene/*' },
    ],
  }),
)
const results = join(folder, 'results.json')
const graded = (name: string, ...args: string[]) =>
  losslaws(
    'grade',
    homework(name),
    '--rubric',
    rubric,
    '--output-file',
    results,
    '--time-limit',
    '300',
    ...args,
  )
const scoreOf = () => (JSON.parse(readFileSync(results, 'utf8')) as { score: number }).score

describe('losslaws grade', () => {
  it('gives points for the laws that hold, question by question', async () => {
    expect(
      await losslaws(
        'grade',
        example('homework.js'),
        '--rubric',
        example('rubric.json'),
        '--attempt',
        '2',
      ),
    ).toMatchInlineSnapshot(`
      {
        "code": 1,
        "text": "Homework: softmax and its loss: 10 of 16 points
        6 of 6  Probabilities: 6 of 6 laws hold
        0 of 5  The loss: 1 of 5 laws hold
          earns nothing: cross-entropy/value does not hold on everyday inputs
          not yet: cross-entropy/non-negative, chance-level, convex, value
          cause: crossEntropy is wrong
          hint: CE(z, y) = (m − z_y) + log Σⱼ e^(zⱼ − m), m = max z, since by definition; the shift by the maximum changes nothing and overflows nowhere.
          lesson: losslaws teach loss (What does the loss measure?)
        3 of 4  Its gradient: 3 of 4 laws hold
          not yet: gradient/slope-of-own-loss
          cause: crossEntropy is wrong
          hint: ∂CE(z, y)/∂z · v = (CE(z + hv, y) − CE(z − hv, y)) / 2h + O(h²), since Taylor: the even terms cancel, and the third derivative is a third cumulant of v, bounded by its range.
          lesson: losslaws teach gradient (What does the gradient do?)
        1 of 1  Nothing is touched: 4 of 4 laws hold
      seed 1
      border QuickJS in WebAssembly
      ",
      }
    `)
  })
  it('makes the folder of its results, and says before it grades that it cannot', async () => {
    const grade = (file: string) =>
      losslaws('grade', 'core:binary64', '--rubric', rubric, '--output-file', file)
    const file = join(folder, 'new', 'results.json')
    expect((await grade(file)).code).toBe(0)
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ score: 6 })
    const { code, text } = await grade(join(rubric, 'results.json'))
    expect(code).toBe(2)
    expect(text).toMatch(/^expected a file to write, but [^\n]* could not be written: .*\n$/)
  })
  it('writes the results that Gradescope reads', async () => {
    expect(
      (
        await losslaws(
          'grade',
          'mistake:sigmoid-for-softmax',
          '--rubric',
          rubric,
          '--output-file',
          results,
        )
      ).code,
    ).toBe(1)
    expect(JSON.parse(readFileSync(results, 'utf8'))).toMatchInlineSnapshot(`
      {
        "extra_data": {
          "border": "none, as it is ours",
        },
        "output": "Softmax",
        "score": 4,
        "tests": [
          {
            "max_score": 3,
            "name": "Softmax",
            "number": "1",
            "output": "1 of 3 laws hold
      not yet: softmax/sums-to-one, value",
            "score": 1,
            "visibility": "visible",
          },
          {
            "max_score": 2,
            "name": "Sigmoid",
            "number": "2",
            "output": "1 of 1 laws hold",
            "score": 2,
            "visibility": "visible",
          },
          {
            "max_score": 1,
            "name": "Manners",
            "number": "3",
            "output": "4 of 4 laws hold",
            "score": 1,
            "visibility": "visible",
          },
        ],
        "visibility": "visible",
      }
    `)
  })
  it('gives every point to a reference, and exits with 0', async () => {
    const { code, text } = await losslaws('grade', 'core:binary64', '--rubric', rubric)
    expect(code).toBe(0)
    expect(text).toContain('Softmax: 6 of 6 points\n')
  })
  it.each(revealLevels.map((level, i) => [level, revealLevels.slice(i + 1)] as const))(
    'tells at the level %s what it promises, and no more',
    async (level) => {
      const { text } = await losslaws(
        'grade',
        'mistake:softmax-base-two',
        '--rubric',
        rubric,
        '--reveal',
        level,
      )
      const tells = {
        law: /softmax\/value/,
        hint: /e\^\(zᵢ − m\)/,
        input: /\[[\d.,-]+\]/,
        full: /expected {2}.*\n.*got/,
      }
      for (const [name, words] of Object.entries(tells)) {
        const isTold =
          revealLevels.indexOf(level) >= revealLevels.indexOf(name as keyof typeof tells)
        expect(words.test(text), `${name} at ${level}`).toBe(isTold)
      }
    },
  )
  it('takes promises and typed arrays, and names what is missing', async () => {
    const { code, text } = await graded('right.js')
    expect(code).toBe(1)
    expect(text).toContain('3 of 3  Softmax: 3 of 3 laws hold')
    expect(text).toContain('missing: sigmoid/value')
    expect(text).toContain('1 of 1  Manners: 4 of 4 laws hold')
    expect(scoreOf()).toBe(4)
  })
  it('judges by the format of the rubric, whatever the homework says of itself', async () => {
    const file = join(folder, 'lenient.js')
    writeFileSync(
      file,
      `export const format = 'bfloat16'
      export const softmax = (z) => { const e = z.map((x) => Math.exp(x - Math.max(...z))); return e.map((x) => x / e.reduce((a, b) => a + b) * 1.0001) }`,
    )
    expect((await losslaws('grade', file, '--rubric', rubric)).text).toContain(
      'not yet: softmax/sums-to-one, value',
    )
  })
  it('gives nothing for an operation that hangs, and goes on with the others', async () => {
    const { text } = await graded('hangs.js', '--reveal', 'full')
    expect(text).toContain('did not answer within 300 ms (--time-limit)')
    expect(text).toContain('is asked no more: an earlier call did not answer within 300 ms')
    expect(text).toContain('2 of 2  Sigmoid')
  })
  it('gives nothing for manners to what does not answer', async () => {
    expect((await graded('stubs.js')).text).toContain('0 of 1  Manners')
    expect(scoreOf()).toBe(0)
  })
  it('sees arguments that are written over and buffers that are shared, behind the border too', async () => {
    const { text } = await graded('in-place.js')
    expect(text).toContain('3 of 3  Softmax')
    expect(text).toContain('not yet: hygiene/inputs-unchanged, results-not-shared')
  })
  it('names at the last level the mistake that a homework cannot be told from', async () => {
    const naive = join(folder, 'naive.js')
    writeFileSync(
      naive,
      'export const softmax = (z) => z.map((x) => Math.exp(x) / z.reduce((a, b) => a + Math.exp(b), 0))',
    )
    expect((await losslaws('grade', naive, '--rubric', rubric, '--attempt', '2')).text).toContain(
      'resembles mistake:softmax-no-max-shift, on all',
    )
  })
  it.each([
    [
      'unfinished.js',
      "unfinished.js cannot be tried: SyntaxError: unexpected token in expression: '' (./unfinished.js:2:1)",
    ],
    [
      'nothing.js',
      'expected nothing.js to export an operation such as softmax or crossEntropy, but received answer',
    ],
    ['misdeclares.js', 'misdeclares.js: format: expected one of binary64'],
    [
      'missing.js',
      'expected the path of a module, but received missing.js, where there is no file',
    ],
  ])('does not grade %s, and exits with 2', async (name, reason) => {
    writeFileSync(results, '{"score":100}')
    const { code, text } = await graded(name)
    expect({ code, text }).toEqual({
      code: 2,
      text: expect.stringContaining(`not graded: ${reason}`),
    })
    expect(scoreOf()).toBe(0)
  })
  it('does not grade what answers none of the questions', async () => {
    const sigmoids = join(folder, 'sigmoids.json')
    writeFileSync(
      sigmoids,
      JSON.stringify({
        title: 'Sigmoid',
        questions: [{ title: 'Sigmoid', points: 2, laws: 'sigmoid/value' }],
      }),
    )
    expect(await losslaws('grade', homework('right.js'), '--rubric', sigmoids)).toEqual({
      code: 2,
      text: 'not graded: no law of the rubric could be judged\n',
    })
  })
  it.each([
    [[], 'expected the address of a homework, but received none\n'],
    [
      ['a.js', 'b.js'],
      'expected the address of a homework, or --output-dir for a class, but received 2\n',
    ],
    [['a.js'], 'expected --rubric and a file, but received none\n'],
    [
      ['a.js', '--rubric', 'nowhere.json'],
      expect.stringContaining('expected a rubric, but nowhere.json could not be read: '),
    ],
    [
      ['a.js', '--rubric', rubric, '--reveal', 'all'],
      '--reveal: expected one of score, law, hint, input, full, but received all\n',
    ],
    [
      ['a.js', '--rubric', rubric, '--attempt', '0'],
      '--attempt: expected a whole number of at least 1, but received 0\n',
    ],
  ])('says in a sentence what is wrong with %j', async (args, text) => {
    expect(await losslaws('grade', ...args)).toEqual({ code: 2, text })
  })
})

describe('a rubric', () => {
  const question = { title: 'q', points: 1, laws: 'softmax/*' }
  it.each([
    ['not json', 'r: expected a rubric in JSON, but received something else'],
    [[], 'r: expected an object, but received []'],
    [{ title: 'x' }, 'r, questions: expected a list of questions, but received none'],
    [{ title: 'x', questions: [] }, 'r, questions: expected a list of questions, but received []'],
    [{ questions: [question] }, 'r, title: expected a string, but received none'],
    [
      { title: 'x', questions: [question], pass: 3 },
      'r: expected no other fields than title, questions, reveal, format, seed and runs, but received "pass"',
    ],
    [
      { title: 'x', questions: [question], reveal: 'all' },
      'r, reveal: expected one of score, law, hint, input, full, but received "all"',
    ],
    [
      { title: 'x', questions: [question], reveal: [] },
      'r, reveal: expected a level for an attempt, but received []',
    ],
    [
      { title: 'x', questions: [question], format: 'decimal' },
      'r, format: expected one of binary64, binary32, binary16, bfloat16, but received "decimal"',
    ],
    [
      { title: 'x', questions: [question], seed: -1 },
      'r, seed: expected a whole number, but received -1',
    ],
    [
      { title: 'x', questions: [{ ...question, points: '1' }] },
      'r, question 1, points: expected a number above 0, but received "1"',
    ],
    [
      { title: 'x', questions: [{ ...question, title: 1 }] },
      'r, question 1, title: expected a string, but received 1',
    ],
    [
      { title: 'x', questions: [{ ...question, tier: 'gold' }] },
      'r, question 1, tier: expected textbook or accurate, but received "gold"',
    ],
    [
      { title: 'x', questions: [question, { ...question, laws: ['softmax/none'] }] },
      'r, question 2, laws: expected a glob that matches a textbook law, such as softmax/*, but received "softmax/none"',
    ],
    [
      { title: 'x', questions: [{ ...question, hint: '' }] },
      'r, question 1: expected no other fields than title, points, laws, require and tier, but received "hint"',
    ],
  ])('of %j is refused in a sentence', (rubric, message) => {
    expect(() =>
      rubricFrom(typeof rubric === 'string' ? rubric : JSON.stringify(rubric), 'r', laws),
    ).toThrow(message)
  })
  it('counts a law once, and tells more at later attempts', () => {
    const it = rubricFrom(
      JSON.stringify({
        title: 'x',
        reveal: ['score', 'hint'],
        questions: [{ ...question, laws: ['softmax/value', 'softmax/v*'] }],
      }),
      'r',
      laws,
    )
    expect(it.questions[0]?.laws).toHaveLength(1)
    expect([1, 2, 3].map((attempt) => revealAt(it, attempt))).toEqual(['score', 'hint', 'hint'])
  })
})

describe('a homework behind its border', () => {
  const written = (name: string, text: string): string => {
    const path = join(folder, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
    return path
  }
  const running = (path: string, limits = {}) => homeworkAt(path, 'it', limits)

  it('declares its numbers as the module does', async () => {
    const { program, ...it } = await running(homework('declares.js'))
    await program.close()
    expect(it).toMatchObject({
      format: { logits: 'bfloat16', arithmetic: 'binary32', results: 'binary32' },
      domain: { logits: [-Infinity, 80] },
      elementary: { ulp: 2 },
    })
  })
  it('may be TypeScript, print, and be methods of a default', async () => {
    const path = written(
      'typed.ts',
      `enum Label { first, second }
      export default {
        half: (x: number): number => x / 2,
        sigmoid(x: number): number { console.log(x); return 1 / (1 + Math.exp(-x)) },
        softplus(x: number): number { return 2 * this.half(Math.log1p(Math.exp(x as number))) + Label.first },
      }`,
    )
    const { operations, program } = await running(path)
    expect([await operations.sigmoid?.(0), await operations.softplus?.(0)]).toEqual([
      0.5,
      Math.log(2),
    ])
    await program.close()
  })
  it('that is a folder imports its own files, at once and later, and is run by its name', async () => {
    written(
      'whole/homework.ts',
      `import { half } from './lib/half.js'
      import { shift } from './shift.ts'
      export const sigmoid = async (x: number) => half() + shift + (await import('./lib/more.mjs')).more * x`,
    )
    written(
      'whole/lib/half.js',
      `import data from '../data.json'\nexport const half = () => data.half`,
    )
    written('whole/lib/more.mjs', 'export const more = 0')
    written('whole/shift.ts', 'export const shift: number = 0')
    written('whole/data.json', '{ "half": 0.5 }')
    const { operations, program } = await running(join(folder, 'whole'))
    expect(await operations.sigmoid?.(3)).toBe(0.5)
    await program.close()
  })
  it.each([
    [
      'a.js',
      "export * from './b.js'",
      /expected no imports, as the homework is one file .*imports \.\/b\.js/,
    ],
    ['out/a.js', "export * from '../b.js'", /imports \.\.\/b\.js/, 'out'],
    ['bare/a.js', "export * from 'b'", /imports b$/, 'bare'],
    ['typed/a.ts', 'const x: = 3', /a\.ts is no TypeScript: .*\(1:10\)/, 'typed'],
    ['data/a.js', "import x from './x.json'", /x\.json is no JSON: /, 'data', ['data/x.json', '{']],
    [
      'two/a.js',
      '',
      /expected homework\.js, index\.js or one file of code in .*, but received a\.js, b\.js/,
      'two',
      ['two/b.js', ''],
    ],
    ['large/a.js', ' '.repeat(2 ** 20 + 1), /expected a homework of at most 1 MiB/, 'large'],
    ['a.cjs', '', /expected a homework in \.js, \.mjs, \.ts, \.mts, but received/],
  ])('refuses %s', async (name, text, message, whole = name, other?: string[]) => {
    written(name, text)
    if (other) written(other[0] ?? '', other[1] ?? '')
    await expect(running(join(folder, whole))).rejects.toThrow(message)
  })
  it('follows no link', async () => {
    written('linked/homework.js', "export * from './rubric.json'")
    symlinkSync(rubric, join(folder, 'linked', 'rubric.json'))
    symlinkSync(homework('right.js'), join(folder, 'link.js'))
    await expect(running(join(folder, 'linked'))).rejects.toThrow('imports ./rubric.json')
    await expect(running(join(folder, 'link.js'))).rejects.toThrow('is no link')
  })
  it('is run anew after a call that had to be ended, and not for ever', async () => {
    const path = written('slow.js', 'export const sigmoid = (x) => { while (x > 0); return 0.5 }')
    const { operations, program } = await running(path, { call: 100, restarts: 1 })
    const late = { how: 'ended', message: 'did not answer within 100 ms (--time-limit)' }
    await expect(operations.sigmoid?.(1)).rejects.toMatchObject(late)
    expect(await operations.sigmoid?.(0)).toBe(0.5)
    await expect(operations.sigmoid?.(1)).rejects.toMatchObject(late)
    await expect(operations.sigmoid?.(0)).rejects.toThrow('it was run anew 1 times already')
    await program.close()
  })
  it('is asked no more once it declares something else', async () => {
    const path = written(
      'turns.js',
      'export const name = String(Math.random())\nexport const sigmoid = () => { for (;;); }',
    )
    const { operations, program } = await running(path, { call: 100 })
    await expect(operations.sigmoid?.(1)).rejects.toThrow('did not answer')
    await expect(operations.sigmoid?.(1)).rejects.toThrow('it declared something else')
    await program.close()
  })
  it('has a limit in all, however short each call is', async () => {
    const path = written(
      'busy.js',
      'export const sigmoid = () => { const begun = Date.now(); while (Date.now() < begun + 8); return 0.5 }',
    )
    const program = await running(path)
    const { operations } = patiently(program, 20)
    const calls = Array.from({ length: 20 }, () => 0)
    await expect(
      (async () => {
        for (const x of calls) await operations.sigmoid?.(x)
      })(),
    ).rejects.toThrow('is asked no more: the program has had 0.02 s in all')
    await program.program.close()
  })
  it('tells what a call threw, and that it was stopped', async () => {
    const { operations, program } = await running(homework('stubs.js'))
    await expect(operations.softmax?.([0])).rejects.toBe('Error: to be written')
    await program.close()
    await expect(operations.softmax?.([0])).rejects.toMatchObject({
      how: 'ended',
      message: 'was told to stop',
    })
  })
})
