import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { main } from '../../src/cli.ts'
import { lawsOf } from '../../src/trial/all-laws.ts'
import { boardOf, type Board } from '../../src/report/board/board.ts'
import { librariesOf, scoreOf } from '../../src/report/board/libraries.ts'
import { markdown } from '../../src/report/print/markdown.ts'
import { boardPage } from '../../src/report/print/html.ts'
import { boardFrom, outcomesFrom } from '../../src/report/board/read.ts'
import { titleOf } from '../../src/report/board/words.ts'
import { marks } from '../../src/report/page/marks.ts'
import { bySubject } from '../../src/trial/standing.ts'
import { domain, mix, outcome, trial } from './outcomes.ts'
import { outlineOf } from './outline.ts'

const double = fileURLToPath(new URL('../doubles/marked-up.ts', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'losslaws-scoreboard-'))
afterAll(() => rmSync(folder, { recursive: true }))
const losslaws = async (...args: string[]) => {
  let text = ''
  const code = await main(args, { write: (more) => void (text += more), isTerminal: false })
  return { code, text: text.replaceAll(folder, '.') }
}
const read = (...path: string[]) => readFileSync(join(folder, ...path), 'utf8')
const report = async (name: string, ...args: string[]) => {
  await losslaws(
    'verify',
    ...args,
    '--seed',
    '1',
    '--runs',
    '3',
    '--reporter',
    'json',
    '--output-file',
    join(folder, name),
  )
  return join(folder, name)
}

/** p = 2, must be 1. */
const claim = { about: 'p', value: 2, within: { only: 1 } }

/** As much of a report of Vitest as is read, which a test may damage. */
type Written = {
  numTotalTests: number
  testResults: {
    assertionResults: { status: string; meta: { losslaws: Record<string, unknown> } }[]
  }[]
}

describe('a scoreboard', async () => {
  const both = await report('both.json', 'core:binary64', 'mistake:gradient-halved')
  const other = await report('other.json', double, 'core:binary65')
  const made = await losslaws('scoreboard', both, other, '--output-folder', join(folder, 'board'))
  const board = JSON.parse(read('board', 'scoreboard.json')) as Board
  const row = (name: string) => board.implementations.find((it) => it.name.startsWith(name))!

  it('is three files in the folder that was named', () => {
    expect(made).toEqual({ code: 0, text: './board/SCOREBOARD.md: 3 implementations\n' })
    expect(readdirSync(join(folder, 'board'))).toEqual([
      'SCOREBOARD.md',
      'scoreboard.html',
      'scoreboard.json',
    ])
  })
  it('has the tier reached in every family, and beside it a number that is no verdict', () => {
    const cells = (name: string) =>
      Object.fromEntries(
        row(name).families.map(({ family, verdict, tier, strain }) => [
          family,
          [verdict, tier, strain === null ? null : Number(strain) > 1],
        ]),
      )
    expect(cells('core')).toMatchObject({
      softmax: ['accurate', 'accurate', false],
      vjp: ['accurate', 'accurate', false],
      founding: ['textbook', 'textbook', false],
      fixture: ['accurate', 'accurate', false],
    })
    expect(cells('mistake')).toMatchObject({
      softmax: ['accurate', 'accurate', false],
      gradient: ['broken', 'none', true],
      vjp: ['broken', 'none', true],
    })
    expect(cells('<script>')).toMatchObject({
      sigmoid: ['broken', 'none', null],
      softmax: ['broken', 'none', true],
      binary: ['not judged', 'none', null],
    })
    expect(Object.keys(cells('core'))).toEqual(board.families.map(({ family }) => family))
  })
  it('has the worst error in ulp of each operation, and the budget there', () => {
    const of = (name: string, operation: string) =>
      row(name).recorded.find((it) => it.operation === operation)
    const softmax = of('core', 'softmax')
    expect(softmax).toMatchObject({
      verdict: 'accurate',
      case: expect.stringMatching(/^softmax\//),
    })
    expect(Number(softmax?.ulp)).toBeGreaterThan(0.5)
    expect(Number(softmax?.ulp)).toBeLessThan(Number(softmax?.budget))
    const gradient = of('mistake', 'crossEntropyGradient')
    expect(gradient?.verdict).toBe('broken')
    expect(Number(gradient?.ulp)).toBeGreaterThan(2 ** 50)
    expect(of('<script>', 'logSumExp')).toEqual({
      operation: 'logSumExp',
      verdict: 'not judged',
      ulp: null,
      budget: null,
      case: null,
    })
  })
  it('counts every law once, none as held that was not judged, and names what could not be tried', () => {
    for (const { counts } of board.implementations)
      expect(Object.values(counts).reduce((a, b) => a + b, 0)).toBe(lawsOf().length)
    expect(row('core').counts).toMatchObject({ held: lawsOf().length, skipped: 0 })
    expect(row('<script>').counts.held).toBeLessThan(30)
    expect(row('<script>').counts.skipped).toBeGreaterThan(100)
    expect(board.untried).toEqual([
      {
        address: 'core:binary65',
        reason: expect.stringContaining('expected one of core:binary64'),
      },
    ])
    expect(row('core')).toMatchObject({
      version: null,
      format: 'binary64',
      seeds: [1],
      runs: 3,
      losslaws: expect.stringMatching(/^\d/),
      node: process.version,
    })
  })
  it('is the same to the byte, in whatever order the reports come', async () => {
    await losslaws('scoreboard', other, both, '--output-folder', join(folder, 'again'))
    for (const name of readdirSync(join(folder, 'board')))
      expect(read('again', name)).toBe(read('board', name))
  })
  it('has a letter for each family, and one that is no success leads to its cause', () => {
    const page = read('board', 'scoreboard.html')
    const cells = (name: string) =>
      new RegExp(`<caption>Verdict in each family[^]*?<th scope="row">${name}([^]*?)</tr>`).exec(
        page,
      )?.[1] ?? ''
    const letters = [...cells('mistake:').matchAll(/<b>(\w)<\/b>/g)].map(([, letter]) => letter)
    expect(letters).toEqual(row('mistake').families.map(({ verdict }) => marks[verdict].letter))
    const [, anchor] = /<a href="#([^"]*)">(?:(?!<td>)[^])*<b>B<\/b>/.exec(cells('mistake:')) ?? []
    const [, card] = page.split(`<dl id="${anchor}">`)
    expect(card?.slice(0, card.indexOf('</dl>'))).toContain('gradient/')
    for (const [, to = ''] of page.matchAll(/href="#([^"]*)"/g))
      expect(page.split(`id="${to}"`), to).toHaveLength(2)
    expect(outlineOf(page).headings).toEqual([1, 2, 2, 2, 2, 2, 2])
  })
  it('says first, in ten lines at most, what to conclude', () => {
    const [, lines = ''] = read('board', 'SCOREBOARD.md').split('\n\n')
    expect(lines.replaceAll(/\d+ of \d+ laws/g, 'n of m laws')).toMatchInlineSnapshot(`
      "- 3 libraries in 3 formats: n of m laws that judged them held.
      - 1 is without a fault, accuracy and conventions aside: core:binary64.
      - 2 are wrong at logits of an everyday network: &#60;script&#62;alert(1)&#60;/script&#62;�[2J &#124; [x]&#40;http&#58;//example.org) &#64;all, mistake:gradient-halved."
    `)
    expect(lines.split('\n').length).toBeLessThanOrEqual(10)
  })
  it('is narrow as Markdown: a table of four short columns, and the rest in lines', () => {
    const rows = read('board', 'SCOREBOARD.md')
      .split('\n')
      .filter((line) => line.startsWith('|'))
    expect(rows).toHaveLength(2 + board.implementations.length)
    for (const line of rows) expect(line.split('|')).toHaveLength(6)
  })
  it('lets no markup of an implementation into either', () => {
    const [text, page] = [read('board', 'SCOREBOARD.md'), read('board', 'scoreboard.html')]
    for (const it of [text, page])
      expect(it).not.toMatch(/<script|<img|[\u0000-\u0009\u000b-\u001f]/)
    expect(text).toContain(
      '&#60;script&#62;alert(1)&#60;/script&#62;\ufffd[2J &#124; [x]&#40;http&#58;//example.org) &#64;all',
    )
    for (const line of text.split('\n').filter((line) => line.startsWith('|')))
      expect(line).toMatch(/^(?:\| [^|]* )+\|$/)
  })
  it('is joined from the shards of one trial, each with a report of its own', async () => {
    const parts = [1, 2].map((i) =>
      report(`part-${i}.json`, 'mistake:gradient-halved', '--shard', `${i}/2`),
    )
    const [one = '', two = ''] = [await parts[0], await parts[1]]
    const whole = outcomesFrom([{ file: 'both', text: readFileSync(both, 'utf8') }])
    const joined = outcomesFrom(
      [one, two].map((file) => ({ file, text: readFileSync(file, 'utf8') })),
    )
    expect(boardOf(joined).implementations).toEqual(
      boardOf(whole).implementations.filter(({ name }) => name === 'mistake:gradient-halved'),
    )
    const alone = await losslaws('scoreboard', one, '--output-folder', join(folder, 'none'))
    expect(alone).toEqual({
      code: 2,
      text: expect.stringMatching(
        /^mistake:gradient-halved: expected a whole trial, but received no verdict of \d+ laws, such as \S+\n$/,
      ),
    })
    expect(readdirSync(folder)).not.toContain('none')
  })
  it('is the same from outcomes one a line as from what Vitest writes', async () => {
    const lines = join(folder, 'both.jsonl')
    const args = ['verify', 'core:binary64', 'mistake:gradient-halved', '--seed', '1', '--runs']
    const verified = await losslaws(...args, '3', '--reporter', 'jsonl', '--output-file', lines)
    expect([verified.code, verified.text.split('\n').at(-2)]).toEqual([
      1,
      'the outcomes are in ./both.jsonl',
    ])
    const written = readFileSync(lines, 'utf8')
    expect(written.trimEnd().split('\n')).toHaveLength(2 * lawsOf().length)
    const of = (file: string, text: string) => boardOf(outcomesFrom([{ file, text }]))
    expect(of('both.jsonl', written)).toEqual(of('both.json', read('both.json')))
    expect(() => of('r.jsonl', `${written}{"version":1`)).toThrow(
      `r.jsonl: line ${2 * lawsOf().length + 1}: expected JSON, but received something else, or a part of it`,
    )
    expect(() => of('r.jsonl', '{"version":1,"status":"held"}')).toThrow(
      'r.jsonl: line 1: an outcome: status: expected one of passed, falsified, errored, skipped, untried, but received "held"',
    )
    expect(() => of('r.jsonl', '\n')).toThrow('expected verdicts of losslaws verify')
  })
  it('takes outcomes of another version of the suite, and says so', () => {
    const theirs = (change: (it: Record<string, unknown>) => void) =>
      boardOf(outcomesFrom([{ file: 'r.json', text: damaged((it) => each(it, change)) }]))
    const each = (it: Written, change: (outcome: Record<string, unknown>) => void) => {
      for (const { assertionResults } of it.testResults)
        for (const { meta } of assertionResults)
          if (meta.losslaws['address'] === 'core:binary64') change(meta.losslaws)
    }
    const renamed = theirs((it) => {
      if (it['law'] === 'softmax/value') it['law'] = 'softmax/vale'
      if (it['law'] === 'sigmoid/value') it['law'] = '<b>/*law*'
      if (it['law'] === 'sigmoid/tail') it['tier'] = 'textbook'
    })
    const core = renamed.implementations.find(({ name }) => name === 'core:binary64')
    expect([core?.unknown.toSorted(), core?.missing]).toEqual([
      ['<b>/*law*', 'sigmoid/tail', 'softmax/vale'],
      ['softmax/value', 'sigmoid/value'],
    ])
    expect(core?.counts.held).toBe(lawsOf().length)
    expect(renamed.families.at(-1)).toEqual({ family: '<b>', laws: 1, tiers: ['textbook'] })
    expect(renamed.implementations.map(({ missing }) => missing.length)).toEqual([2, 0])
    expect(markdown(renamed)).toContain(
      `- losslaws 0.1.0, ${lawsOf().length} laws: core:binary64\n`,
    )
    expect(boardPage(renamed)).toMatch(
      /<th scope="row">core:binary64, binary64<\/th><td>0\.1\.0<\/td><td class="number">\d+<\/td><td>3: sigmoid\/tail, &#60;b&#62;\/\*law\*, softmax\/vale<\/td><td>2: softmax\/value, sigmoid\/value<\/td>/,
    )
    expect(boardPage(renamed)).toContain('Checked by another version of the suite</h2>')
    expect(markdown(renamed)).toContain('| core:binary64, another suite | 0 | 0 |')
    expect(boardPage(renamed).split('<span class="quiet">another suite</span>')).toHaveLength(2)
    outlineOf(boardPage(renamed))
    const older = theirs(
      (it) => void (it['trial'] = { ...(it['trial'] as object), losslaws: '0.0.9' }),
    )
    expect(markdown(older)).toContain(`- losslaws 0.0.9, ${lawsOf().length} laws: core:binary64`)
    for (const own of [markdown(board), boardPage(board)])
      expect(own).not.toMatch(/another (?:version of the )?suite/)
  })
  it('stands with two of a name, with nobody, and with what nobody could try', () => {
    const groups = outcomesFrom([{ file: 'both', text: read('both.json') }])
    const twins = boardOf(
      new Map([...groups, ...[...groups].map(([address, it]) => [`${address}/2`, it] as const)]),
    )
    expect(
      boardPage(twins).split('<th scope="row">core:binary64, binary64, at core:binary64/2</th>'),
    ).toHaveLength(5)
    const nobody = boardOf(new Map())
    expect(markdown(nobody)).toContain('0 libraries in 0 formats')
    outlineOf(boardPage(nobody))
  })

  it('says in which numbers each was judged, and where there is no verdict', () => {
    const own = { ...trial, format: mix, domain, elementary: { ulp: 1 } }
    const open = { runs: 5, undecided: 2 }
    const judged = boardOf(
      new Map([
        [
          './a.ts',
          [
            outcome('f/a', 'passed', { trial: own, ...open }),
            outcome('f/b', 'passed', { trial: own, ...open }),
          ],
        ],
        ['./b.ts', [outcome('f/a', 'falsified', { tier: 'accurate' })]],
      ]),
    )
    expect(
      judged.implementations.map(({ format, domain, elementary, undecided }) => ({
        format,
        domain,
        elementary,
        undecided,
      })),
    ).toEqual([
      { format: mix, domain, elementary: { ulp: 1 }, undecided: 4 },
      { format: 'binary64', domain: null, elementary: null, undecided: 0 },
    ])
    expect(judged.implementations[1]?.families.at(-1)).toMatchObject({
      family: 'f',
      verdict: 'lost accuracy',
      tier: 'none',
    })
    const page = boardPage(judged)
    expect(page).toContain(
      '<td>bfloat16 logits, binary32 arithmetic, bfloat16 results; elementary functions to 1 ulp</td><td>logits in [-10000,10000]</td><td class="number">2</td>',
    )
    expect(page).toContain('There is no verdict at an input where the budget exceeds the result')
    expect(page).toContain('<b>L</b> lost accuracy</span>: ')
    outlineOf(boardPage(judged))
  })
  it.each<[string, object]>([
    ['a mix', { format: mix }],
    [
      'a mix with a format for each operation',
      {
        format: {
          ...mix,
          targets: 'binary32',
          results: { default: 'binary32', softmax: 'bfloat16' },
        },
      },
    ],
    ['a domain, open on one side', { domain: { logits: ['-Infinity', 80] } }],
    ['better elementary functions', { elementary: { ulp: 0.5 } }],
  ])('takes outcomes of %s', (_, more) => {
    const own = outcome('f/a', 'passed', { trial: { ...trial, suite: 1, ...more } })
    const groups = outcomesFrom([{ file: 'r.jsonl', text: JSON.stringify(own) }])
    expect([...groups.values()]).toEqual([[own]])
  })
  it.each<[string, object, string]>([
    [
      'a mix of nobody',
      { format: { ...mix, arithmetic: 'binary8' } },
      'a name, a version and a format',
    ],
    ['a mix in part', { format: { logits: 'binary32' } }, 'a name, a version and a format'],
    [
      'results of no default',
      { format: { ...mix, results: { softmax: 'binary32' } } },
      'a name, a version and a format',
    ],
    [
      'half a domain',
      { domain: { logits: [0] } },
      'a domain of logits, and an error of elementary functions in ulp',
    ],
    ['a domain in words', { domain: { logits: ['low', 'high'] } }, 'a domain of logits'],
    ['elementary functions of no error', { elementary: {} }, 'a domain of logits'],
  ])('refuses outcomes of %s', (_, more, words) => {
    const own = outcome('f/a', 'passed', { trial: { ...trial, ...more } })
    expect(() => outcomesFrom([{ file: 'r.jsonl', text: JSON.stringify(own) }])).toThrow(
      `r.jsonl: line 1: f/a: trial: expected ${words}`,
    )
  })
  it('takes accuracy that was lost for what it is, skipped by Vitest or, if one is strict, failed', () => {
    const lost = (status: string, more: object = {}) => {
      const own = outcome('f/a', 'falsified', {
        tier: 'accurate',
        trial: { ...trial, suite: 1 },
        ...more,
      })
      const assertionResults = [{ status, meta: { losslaws: own } }]
      const text = JSON.stringify({ numTotalTests: 1, testResults: [{ assertionResults }] })
      return [...outcomesFrom([{ file: 'r.json', text }]).values()].flat()
    }
    for (const status of ['failed', 'skipped', 'pending']) expect(lost(status)).toHaveLength(1)
    expect(() => lost('passed')).toThrow('expected a verdict that ends its test as passed')
    expect(() => lost('skipped', { tier: 'textbook' })).toThrow(
      'expected a verdict that ends its test as skipped',
    )
  })
  it('is not of one implementation in two numbers', () => {
    const text = [
      outcome('f/a', 'passed'),
      outcome('f/b', 'passed', { trial: { ...trial, domain } }),
    ]
      .map((it) => JSON.stringify(it))
      .join('\n')
    expect(() => outcomesFrom([{ file: 'r.jsonl', text }])).toThrow(
      './a.ts: expected one implementation at an address, but f/b judged another than f/a',
    )
  })

  const damaged = (change: (it: Written) => void): string => {
    const it = JSON.parse(read('both.json')) as Written
    change(it)
    return JSON.stringify(it)
  }
  const first = (change: (it: Record<string, unknown>, test: { status: string }) => void) =>
    damaged((it) => {
      const test = it.testResults
        .flatMap(({ assertionResults }) => assertionResults)
        .find(
          ({ meta }) =>
            meta.losslaws['law'] === 'softmax/value'
            && meta.losslaws['address'] === 'core:binary64',
        )!
      change(test.meta.losslaws, test)
    })
  it.each<[string, () => string, string]>([
    ['nothing', () => '', 'r.json: expected JSON, but received nothing'],
    [
      'a part',
      () => read('both.json').slice(0, 5000),
      'r.json: expected JSON, but received something else, or a part of it',
    ],
    ['a list', () => '[]', `r.json: expected a report of Vitest's reporter json, but received []`],
    [
      'another object',
      () => '{"version":1}',
      `r.json: expected a report of Vitest's reporter json, but received something else`,
    ],
    [
      'no tests',
      () => '{"numTotalTests":0,"testResults":[]}',
      'r.json: expected verdicts of losslaws verify, but received none',
    ],
    [
      'a null among its files',
      () => '{"numTotalTests":0,"testResults":[null]}',
      'r.json: expected the results of a test file, but received null',
    ],
    [
      'fewer tests than it counts',
      () => damaged((it) => void it.testResults[0]!.assertionResults.pop()),
      `r.json: expected the ${2 * lawsOf().length} tests that it counts, but received ${2 * lawsOf().length - 1}`,
    ],
    [
      'a law less',
      () => damaged((it) => void (it.testResults[0]!.assertionResults.pop(), it.numTotalTests--)),
      'expected a whole trial, but received no verdict of 1 law, such as',
    ],
    [
      'a law twice',
      () =>
        damaged(
          (it) =>
            void (
              it.testResults[0]!.assertionResults.push(it.testResults[0]!.assertionResults[0]!),
              it.numTotalTests++
            ),
        ),
      'expected one verdict of each law, but received another of',
    ],
    [
      'a tier of nobody',
      () => first((it) => void (it['tier'] = 'gold')),
      'r.json: softmax/value: tier: expected textbook or accurate, but received "gold"',
    ],
    [
      'another version of outcomes',
      () => first((it) => void (it['version'] = 2)),
      'r.json: softmax/value: version: expected 1, but received 2',
    ],
    [
      'more laws than its suite',
      () =>
        damaged((it) => {
          for (const { assertionResults } of it.testResults)
            for (const { meta } of assertionResults)
              (meta.losslaws['trial'] as { suite: number }).suite = 2
        }),
      `expected 2 laws, as its suite has, but received ${lawsOf().length}`,
    ],
    [
      'a verdict that is none',
      () => first((it) => void (it['status'] = 'held')),
      'softmax/value: status: expected a verdict that ends its test as passed, but received "held"',
    ],
    [
      'a verdict from elsewhere',
      () => first((it) => void (it['status'] = 'constructor')),
      'softmax/value: status: expected a verdict that ends its test as passed, but received "constructor"',
    ],
    [
      'passed where the test failed',
      () => first((_, test) => void (test.status = 'failed')),
      'softmax/value: status: expected a verdict that ends its test as failed, but received "passed"',
    ],
    [
      'passed where the test never ended',
      () => first((_, test) => void (test.status = 'pending')),
      'softmax/value: status: expected a verdict that ends its test as pending, but received "passed"',
    ],
    [
      'passed beyond its budget',
      () => first((it) => void (it['worst'] = 1.5)),
      'softmax/value: worst: expected at most 1 where the law held, but received 1.5',
    ],
    [
      'passed with no strain',
      () => first((it) => void (it['worst'] = null)),
      'softmax/value: worst: expected at most 1 where the law held, but received null',
    ],
    [
      'passed on all of none',
      () => first((it) => void (it['all'] = { inputs: -1 })),
      'softmax/value: all: expected how many inputs were judged until none was left, and of which form, but received',
    ],
    [
      'passed without a verdict',
      () => first((it) => void (it['undecided'] = it['runs'])),
      'softmax/value: undecided: expected fewer than all inputs, but received',
    ],
    [
      'passed on nothing',
      () => first((it) => void delete it['census']),
      'softmax/value: census: expected the inputs that were judged, but received nothing',
    ],
    [
      'an excuse for what held',
      () => first((it, test) => void ((it['excuse'] = 'e'), (test.status = 'skipped'))),
      'softmax/value: excuse: expected none beside this verdict, but received "e"',
    ],
    [
      'an error of no size',
      () => first((it) => void (it['error'] = { ulp: -1, budget: 1, case: 'x' })),
      'softmax/value: error: expected an error and a budget in ulp, and a case',
    ],
    ...(
      [
        ['no input', {}],
        ['a strain within', { strain: 1 }],
        ['a value in words', { claim: { ...claim, value: 'one' } }],
        ['an enclosure of another kind', { claim: { ...claim, within: { lo: '0x1' } } }],
        ['an abyss of an exponent', { claim: { ...claim, value: '0x1p999999999' } }],
      ] as const
    ).map(([name, more]): [string, () => string, string] => [
      `a witness with ${name}`,
      () =>
        first((it, test) => {
          const good = { input: [0], claim, refuted: 1, strain: 2 }
          const bad = { ...good, ...more, ...(name === 'no input' && { input: undefined }) }
          Object.assign(it, { status: 'falsified', clearest: good, smallest: bad })
          test.status = 'failed'
        }),
      'softmax/value: smallest: expected an input, a claim and a strain of more than 1',
    ]),
    [
      'nobody on trial',
      () => first((it) => void delete it['trial']),
      'softmax/value: expected what was checked, but received nothing',
    ],
    [
      'a format of nobody',
      () => first((it) => void (it['trial'] = { ...(it['trial'] as object), format: 'binary8' })),
      'softmax/value: trial: expected a name, a version and a format',
    ],
    [
      'runs of another kind',
      () => first((it) => void (it['trial'] = { ...(it['trial'] as object), runs: -1 })),
      'softmax/value: trial: expected a seed, a number of inputs, the number of laws, and versions',
    ],
    [
      'two at one address',
      () => first((it) => void (it['trial'] = { ...(it['trial'] as object), version: '2' })),
      'core:binary64: expected one implementation at an address',
    ],
    [
      'no address',
      () => first((it) => void (it['address'] = '')),
      'softmax/value: address: expected a string, but received ""',
    ],
    [
      'a number for a reason',
      () =>
        first((it, test) => {
          Object.assign(it, { status: 'errored', reason: 1 })
          test.status = 'failed'
        }),
      'softmax/value: reason: expected a string, but received 1',
    ],
  ])('is refused where a report has %s', (_, text, words) => {
    let message = ''
    try {
      outcomesFrom([{ file: 'r.json', text: text() }])
    } catch (error) {
      message = error instanceof Error ? error.message : ''
    }
    expect(message.slice(0, 300)).toContain(words)
  })
  it.each([
    [['scoreboard'], 'expected reports of trials, but received none\n'],
    [
      ['scoreboard', both],
      'expected --output-folder and a folder to write into, but received none\n',
    ],
    [
      ['scoreboard', join(folder, 'nowhere.json'), '--output-folder', folder],
      'expected a report, but ./nowhere.json could not be read: Error: ENOENT',
    ],
    [
      ['scoreboard', both, '--output-folder', '/dev/null/x'],
      'expected a file to write, but /dev/null/x/scoreboard.json could not be written: Error: ',
    ],
  ])('is refused in a sentence: %#', async (args, words) => {
    const { code, text } = await losslaws(...args)
    expect([code, text.slice(0, words.length), text.split('\n').length]).toEqual([2, words, 2])
  })
})

describe('a library on the board', () => {
  const fault = (region: string, operation = 'softmax') => ({ fault: { operation, region } })
  const of = (name: string, format: string) => ({
    address: `${name} ${format}`,
    trial: { ...trial, name, version: '1.0', format },
  })
  const groups = bySubject([
    outcome('softmax/value', 'falsified', { ...of('late', 'binary64'), ...fault('large offset') }),
    outcome('softmax/value', 'passed', of('good', 'binary64')),
    outcome('softmax/value', 'falsified', { ...of('odd', 'binary64'), ...fault('infinite') }),
    outcome('softmax/value', 'passed', of('bad', 'binary64')),
    outcome('softmax/value', 'falsified', { ...of('bad', 'binary32'), ...fault('everyday') }),
    outcome('sigmoid/value', 'falsified', {
      ...of('bad', 'binary32'),
      ...fault('masked', 'sigmoid'),
    }),
  ])
  const board = boardOf(groups)
  const findings = {
    href: '../FINDINGS.md',
    text: `# Wrong

### Late 1.0, and its *sum*

\`softmax([710])\` is NaN.

### Tables

| library | input |
|---|---|
| B ad | \`logSumExp([1])\` |
| | \`softmax([1])\` |
| other | \`sigmoid(1)\`, as bad has it |
`,
  }

  it('is a row in the format in which it does worst, those with most everyday faults first', () => {
    expect(
      librariesOf(board).map(({ name, worst, others }) => [
        name,
        worst.format,
        others.length,
        ...Object.values(scoreOf(worst)),
      ]),
    ).toEqual([
      ['bad', 'binary32', 1, 1, 1, 0, 0, 0],
      ['late', 'binary64', 0, 0, 1, 0, 0, 0],
      ['odd', 'binary64', 0, 0, 0, 0, 0, 1],
      ['good', 'binary64', 0, 0, 0, 0, 0, 0],
    ])
    expect(markdown(board)).toContain(
      '| bad, another suite | 1 | 1 | 0/2 |\n| late, another suite | 0 | 1 | 0/1 |\n',
    )
  })
  it.each([
    ['numpy', 'NumPy 2.4.6, SciPy 1.17.1', 'NumPy 2.4.6, SciPy 1.17.1'],
    ['numpy', '2.4.6', 'numpy 2.4.6'],
    ['v', 'v2', 'v v2'],
    ['numpy', null, 'numpy'],
  ])('of name %s and version %s is called %s', (name, version, title) => {
    expect(titleOf({ name, version })).toBe(title)
  })
  it('has conventions apart from faults', () => {
    const [faults = '', conventions = ''] = markdown(board).split('## Conventions')
    expect(faults).toContain('### bad 1.0\n\nIn binary32, its worst of 2 formats:')
    expect(faults).not.toContain('### odd')
    expect(conventions).toContain('- **odd**: softmax returns NaN where a logit is infinite.')
    expect(boardPage(board)).toMatch(
      /id="conventions">Conventions<[^]*<summary>odd 1\.0 <span class="quiet">1 cause in binary64/,
    )
  })
  it('leads from a cause to the entry that tells of it, by a row, a paragraph or a heading', () => {
    const text = markdown(board, findings)
    expect(
      [...text.matchAll(/^- \*\*B\*\* (\w+).*?(?:See \[(.*)\]\((.*)\)\.)?$/gm)].map((it) =>
        it.slice(1),
      ),
    ).toEqual([
      ['softmax', 'Tables', '../FINDINGS.md#tables'],
      ['sigmoid', undefined, undefined],
      ['softmax', String.raw`Late 1.0, and its \*sum\*`, '../FINDINGS.md#late-10-and-its-sum'],
    ])
    expect(boardPage(board, findings)).toContain('<a href="../FINDINGS.md#tables">Tables</a>')
    expect(markdown(board)).not.toContain('FINDINGS')
  })
  it('is kept by the next board, unless it is judged anew', () => {
    const text = JSON.stringify(board)
    expect(boardFrom([{ file: 'scoreboard.json', text }])).toEqual({
      ...board,
      families: boardOf(new Map()).families,
    })
    const anew = outcome('softmax/value', 'passed', of('late', 'binary64'))
    const next = boardFrom([
      { file: 'scoreboard.json', text },
      {
        file: 'late.jsonl',
        text: JSON.stringify({ ...anew, trial: { ...of('late', 'binary64').trial, suite: 1 } }),
      },
    ])
    expect(next.implementations).toHaveLength(board.implementations.length)
    expect(next.implementations.find(({ name }) => name === 'late')?.causes).toEqual([])
  })
})

describe('a board of version 1', () => {
  const card = (law: string, input: string, claim: string, got: string, more: object = {}) => ({
    law,
    verdict: 'broken',
    evidence: [
      ['law', 'p = p'],
      ['input', input],
      ['claim', claim],
      ['expected', '1'],
      ['got', got],
      ['why', 'it is so.'],
      ['replay', `losslaws replay a.js ${law} '${input}'`],
    ],
    ...more,
  })
  const first = (failures: readonly object[], more: object = {}) =>
    JSON.stringify({
      version: 1,
      families: [],
      untried: [],
      implementations: [
        {
          ...about,
          counts: { held: 1, broken: failures.length, skipped: 2 },
          failures,
          ...more,
        },
      ],
    })
  const about = {
    address: 'a.js',
    name: 'a',
    version: null,
    format: 'binary64',
    losslaws: '0.0.9',
    node: 'v20',
    runs: 100,
    seeds: [1],
    families: [],
    recorded: [],
  }
  const causesOf = (...failures: readonly object[]) =>
    boardFrom([{ file: 'b.json', text: first(failures) }]).implementations[0]?.causes.map(
      ({ title, region, laws }) => [title, region, laws],
    )

  it('is read: what is wrong is what the claim names, where the law leads at the input', () => {
    expect(
      causesOf(
        card('softmax/value', '[710,0]', 'softmax(z)[0]', 'NaN'),
        card('softmax/sums-to-one', '[1000,0]', 'the sum of softmax(z)', 'NaN'),
        card('sigmoid/tail', '-40', 'sigmoid(x)', '0', { verdict: 'lost accuracy' }),
      ),
    ).toEqual([
      [
        'softmax returns NaN where logits are large',
        'large offset',
        ['softmax/value', 'softmax/sums-to-one'],
      ],
      ['sigmoid loses accuracy', 'everyday', ['sigmoid/tail']],
    ])
  })
  it('cannot tell where a law fails that is gone, or an input that is none now, and says so', () => {
    const gone = [
      card('softmax/gone', '[0]', 'softmax(z)[0]', '2'),
      card('sigmoid/value', '{"x":1}', 'sigmoid(x)', '2'),
      { law: 'batch/empty', verdict: 'errored', evidence: [], reason: 'it threw' },
      { law: 'batch/value', verdict: 'errored', evidence: [], reason: 'it threw' },
    ]
    expect(causesOf(...gone)?.map(([title, region]) => [title, region])).toEqual([
      ['softmax is wrong', null],
      ['sigmoid is wrong', null],
      ['could not be judged: it threw', null],
    ])
    const text = markdown(boardFrom([{ file: 'b.json', text: first(gone) }]))
    expect(text).toContain('1 format was judged by an older suite')
    expect(text).toContain('cannot tell where for 3 causes')
    expect(text).toContain('softmax is wrong, in 1 law, region not known:')
  })
  it.each<[string, string]>([
    ['{"version":2,"implementations":[]}', 'b.json: version: expected 3 or 1, but received 2'],
    [
      '{"version":3,"implementations":{}}',
      'b.json: expected a list of implementations, but received something else',
    ],
    [
      first([], { counts: { held: -1 } }),
      'b.json: a.js: counts: expected whole numbers, but received {"held":-1}',
    ],
    [first([], { name: 1 }), 'b.json: an implementation: expected an address and a name'],
    [first([], { failures: 1 }), 'b.json: a.js: failures: expected a list, but received 1'],
  ])('is refused where it is damaged: %#', (text, words) => {
    expect(() => boardFrom([{ file: 'b.json', text }])).toThrow(words)
  })
})

describe('the scoreboard of the libraries', () => {
  const results = (name: string) =>
    readFileSync(new URL(`../../examples/results/${name}`, import.meta.url), 'utf8')

  it('is as Markdown what its data say, beside the findings', () => {
    const findings = { href: 'FINDINGS.md', text: results('FINDINGS.md') }
    const board = JSON.parse(results('scoreboard.json')) as Board
    expect(markdown(board, findings)).toBe(results('SCOREBOARD.md'))
    const links = [...results('SCOREBOARD.md').matchAll(/\]\(FINDINGS\.md#/g)]
    expect(links.length).toBeGreaterThan(40)
  })
})
