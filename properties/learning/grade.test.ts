import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { main } from '../../src/cli.ts'
import { isolate } from '../../src/programs/isolate.ts'
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
          lesson: losslaws teach gradient (What does the gradient say?)
        1 of 1  Nothing is touched: 4 of 4 laws hold
      seed 1
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
  it('gives a cheat nothing, whatever it does to its process, its output or the results', async () => {
    expect(await graded('cheats.js')).toEqual({
      code: 2,
      text: 'not graded: no law of the rubric could be judged\n',
    })
    expect(scoreOf()).toBe(0)
    expect(existsSync(homework('results.json'))).toBe(false)
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
  it('gives nothing for an operation that ends its process, and goes on with the others', async () => {
    const { text } = await graded('leaves.js')
    expect(text).toMatch(/0 of 3 {2}Softmax[^]*no answer: softmax\/sums-to-one/)
    expect(text).toContain('2 of 2  Sigmoid')
    expect(text).toContain('0 of 1  Manners')
  })
  it('gives nothing for an operation that hangs, and goes on with the others', async () => {
    const { text } = await graded('hangs.js', '--reveal', 'full')
    expect(text).toContain('did not answer within 2 s: ')
    expect(text).toContain('is asked no more: an earlier call did not answer within 2 s')
    expect(text).toContain('2 of 2  Sigmoid')
  })
  it('gives nothing for manners to what does not answer', async () => {
    expect((await graded('stubs.js')).text).toContain('0 of 1  Manners')
    expect(scoreOf()).toBe(0)
  })
  it('sees arguments that are written over and buffers that are shared, in the other process too', async () => {
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
      'like      mistake:softmax-no-max-shift, on all',
    )
  })
  it.each([
    [
      'leaves-at-once.js',
      'leaves-at-once.js was asked to start, and ended with exit code 0 before it was told to stop',
    ],
    [
      'overrides.js',
      'overrides.js cannot be tried: expected overrides.js to export an operation such as softmax or crossEntropy, but received ',
    ],
    ['unfinished.js', 'unfinished.js cannot be tried: SyntaxError: '],
    ['floods.js', 'floods.js was asked to start, and wrote a line of more than 16777216 bytes'],
    [
      'nothing.js',
      'nothing.js cannot be tried: expected nothing.js to export an operation such as softmax or crossEntropy, but received answer',
    ],
    [
      'misdeclares.js',
      'misdeclares.js cannot be tried: misdeclares.js: format: expected one of binary64',
    ],
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
  it('leaves no results where it is ended itself, not even older ones', () => {
    writeFileSync(results, '{"score":100}')
    const bin = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))
    const { status } = spawnSync(process.execPath, [
      bin,
      'grade',
      homework('kills.js'),
      '--rubric',
      rubric,
      '--output-file',
      results,
    ])
    expect(status).not.toBe(0)
    expect(existsSync(results) ? scoreOf() : 0).toBe(0)
    expect(existsSync(homework('results.json'))).toBe(false)
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

describe('a process of its own', () => {
  it('reads its own folder alone, writes and starts nothing, and sees nothing of our environment, where Node can see to it', async () => {
    const file = join(folder, 'spy.js')
    writeFileSync(
      file,
      `import { readFileSync, writeFileSync } from 'node:fs'
      import { spawnSync } from 'node:child_process'
      const may = (act) => { try { act(); return 1 } catch { return 0 } }
      export const softmax = () => [may(() => readFileSync('/etc/hosts')), may(() => writeFileSync('mine.txt', '')), may(() => spawnSync('true')), process.env.HOME === undefined ? 0 : 1, may(() => readFileSync('spy.js'))]`,
    )
    const { operations, program } = await isolate(file, 'spy.js')
    expect(await operations.softmax?.([0, 0])).toEqual([0, 0, 0, 0, 1])
    await program.close()
  })
  it('declares its numbers as the module does', async () => {
    const { program, ...it } = await isolate(homework('declares.js'), 'declares.js')
    await program.close()
    expect(it).toMatchObject({
      format: { logits: 'bfloat16', arithmetic: 'binary32', results: 'binary32' },
      domain: { logits: [-Infinity, 80] },
      elementary: { ulp: 2 },
    })
  })
  it('may print, and answers out of turn at most itself, after which it is not believed', async () => {
    const { operations, program } = await isolate(homework('cheats.js'), 'cheats.js')
    expect(await operations.softmax?.([0, 0])).toEqual([0.5, 0.5])
    await expect(operations.softmax?.([0, 0])).rejects.toMatchObject({
      how: 'faulted',
      message: expect.stringContaining('the request before it was answered twice'),
    })
    await program.close()
  })
  it('has a limit in all, however short each call is', async () => {
    const file = join(folder, 'slow.js')
    writeFileSync(
      file,
      'export const sigmoid = () => new Promise((resolve) => setTimeout(resolve, 8, 0.5))',
    )
    const program = await isolate(file, 'slow.js')
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
    const { operations, program } = patiently(
      await isolate(homework('stubs.js'), 'stubs.js'),
      60_000,
    )
    await expect(operations.softmax?.([0])).rejects.toBe('Error: to be written')
    const pending = operations.softmax?.([0])
    await program?.close()
    await expect(pending).rejects.toMatchObject({ name: 'Unanswered', how: 'ended' })
  })
})
