import { mkdtempSync, readFileSync, rmSync, writeFileSync, existsSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { main } from '../../src/cli.ts'
import { pageReporter } from '../../src/report/page/reporter.ts'
import { html } from '../../src/report/draw/markup.ts'
import { cardsIn } from '../../src/report/page/cards.ts'
import { leadOf } from '../../src/report/page/opening.ts'
import { report } from '../../src/report/page/report.ts'
import { palettes } from '../../src/report/page/style.ts'
import { bySubject, standingOf } from '../../src/trial/standing.ts'
import type { Outcome } from '../../src/verdict/outcome.ts'
import { domain, mix, outcome, trial, untried } from './outcomes.ts'
import { outlineOf } from './outline.ts'

const double = (name: string) => fileURLToPath(new URL(`../doubles/${name}`, import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'losslaws-report-'))
afterAll(() => rmSync(folder, { recursive: true }))
const losslaws = async (...args: string[]) => {
  let text = ''
  const code = await main(args, { write: (more) => void (text += more), isTerminal: false })
  return { code, text }
}
const page = (name: string) => readFileSync(join(folder, name), 'utf8')
describe('the page of a trial', async () => {
  const file = join(folder, 'deep', 'report.html')
  const { code, text } = await losslaws(
    'verify',
    double('marked-up.ts'),
    'mistake:gradient-halved',
    'core:binary65',
    '--laws',
    '*/s*',
    '--seed',
    '1',
    '--runs',
    '10',
    '--reporter',
    'html',
    '--output-file',
    file,
  )
  const shown = page('deep/report.html')

  it('is written where it was asked for, beside what the terminal is told', () => {
    expect(code).toBe(1)
    expect(text).toContain('marked-up.ts  softmax is wrong, in 4 laws\n')
    expect(text.endsWith(`the report is in ${file}\n`)).toBe(true)
  })
  it('is whole, and made of our elements alone, whatever an implementation says', () => {
    const { headings, attributes } = outlineOf(shown)
    expect(headings[0]).toBe(1)
    expect(
      headings.every((level, i) => i === 0 || (level > 1 && level <= headings[i - 1]! + 1)),
    ).toBe(true)
    expect(
      [...attributes].filter(
        (name) => name?.startsWith('on') || ['src', 'style', 'action'].includes(name ?? ''),
      ),
    ).toEqual([])
    for (const [, address = ''] of shown.matchAll(/href="([^"]*)"/g))
      expect(shown.split(`id="${address.slice(1)}"`), address).toHaveLength(2)
    expect(shown).toContain('&#60;script&#62;alert(1)&#60;/script&#62;\ufffd[2J')
    expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/)
  })
  it('has a policy that forbids scripts and whatever would be loaded, and allows its one style sheet', () => {
    const [, style = ''] = /<style>([^<]*)<\/style>/.exec(shown) ?? []
    expect(shown).toContain(
      `content="default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'"`,
    )
    expect(style).not.toMatch(/url\(|@import/)
  })
  it('begins with its contents, and has causes before families', () => {
    const of = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, id]) => id)
    const sections = of(shown, /<h2 id="([^"]*)"/g)
    expect(sections.slice(0, 3)).toEqual(['trials', 'causes', 'families'])
    const [nav = ''] = shown.split('<h2')
    expect(of(nav, /href="#([^"]*)"/g)).toEqual(sections)
  })
  it('can be filtered by implementation, status, region and family, without a script', () => {
    const mine = outcome('softmax/value', 'falsified', {
      fault: { operation: 'softmax', region: 'tail' },
    })
    const theirs = outcome('sigmoid/tail', 'falsified', {
      address: './b.ts',
      tier: 'accurate',
      fault: { operation: 'sigmoid', region: 'masked' },
    })
    const shown = report([mine, theirs], [])
    const facets = [...shown.matchAll(/<label>(\w+) <select[^>]*>([^]*?)<\/select>/g)]
    expect(facets.map(([, name]) => name)).toEqual(['implementation', 'status', 'region', 'family'])
    expect(outlineOf(report([mine], [])).count('select')).toBe(0)
    const classes = [...shown.matchAll(/<details class="([^"]*)"/g)].map(([, all = '']) =>
      all.split(' '),
    )
    for (const [, , options = ''] of facets)
      for (const [, value = ''] of options.matchAll(/<option value="([^"]*)">/g)) {
        const n = classes.filter((all) => all.includes(value)).length
        expect([value, n > 0 && n < classes.length]).toEqual([value, true])
        expect(shown).toContain(
          `main:has(option[value=${value}]:checked) :is(.card,.cards):not(.${value},:has(:target)){display:none}`,
        )
      }
  })
  it('leads from a family to the cards of its laws', () => {
    const cell = (family: string) =>
      new RegExp(`<th scope="row">${family}</th>.*<td>(.*?)</td></tr>`).exec(shown)?.[1] ?? ''
    const [, number] = /<a href="#card-(\d+)">\1<\/a>$/.exec(cell('gradient')) ?? []
    const [, card = ''] = new RegExp(`<dl id="card-${number}">([^]*?)</dl>`).exec(shown) ?? []
    expect(card).toMatch(/gradient\/slope-of-own-(soft-)?loss/)
    expect(cell('softmax')).toMatch(/<b>[AT]<\/b> <\/span><span class="quiet">(\d+)\/\1<\/span>$/)
  })
  it('tells the verdict in words, and how to hold the trial again', () => {
    const leads = [
      ...shown.matchAll(/<p class="lead">([^<]*)/g),
      ...shown.matchAll(/<pre><code>([^<]*)/g),
    ].map(([, lead = '']) => lead.replaceAll(double(''), ''))
    expect(leads).toMatchInlineSnapshot(`
      [
        "4 causes break laws and 1 leaves laws unchecked.",
        "losslaws verify marked-up.ts mistake:gradient-halved --seed 1 --runs 10 --laws &#39;*/s*&#39;",
      ]
    `)
  })
  it('has a card for each cause, which says what the terminal says', () => {
    const card =
      shown.split('<details ').find((part) => part.includes('crossEntropyGradient is wrong')) ?? ''
    expect(
      card
        .slice(card.indexOf('>') + 1, card.indexOf('</details>'))
        .replaceAll('</dt>', ': ')
        .replaceAll(/<svg.*?<\/svg>|<[^>]*>/g, '')
        .replaceAll(/\n+/g, '\n'),
    ).toMatchInlineSnapshot(`
      "B 4 crossEntropyGradient is wrong, in 2 laws everyday
      law: founding/sigmoid-shrinks-gradient: ∂CE(σ(z), y)/∂zᵢ = σ(zᵢ) σ(−zᵢ) (softmax(σ(z))ᵢ − yᵢ), at most 1/4 in size
      input: {&#34;logits&#34;:[0,0],&#34;label&#34;:1}
      claim: crossEntropyGradient([0.5,0.5], 1)[0]
      expected: 0.5 ± 1.8e-15
      got: 0.25
      off by: 0.25, 1.37e+14 times the budget
      why: the chain rule: σ′ = σ(z) σ(−z) ≤ 1/4, and 5e−5 at |z| = 10, where a confident mistake needs it most.
      replay: losslaws replay mistake:gradient-halved founding/sigmoid-shrinks-gradient &#39;{&#34;logits&#34;:[0,0],&#34;label&#34;:1}&#39;
      seed: 1, path 1
      also: gradient/slope-of-own-loss
      "
    `)
    expect(shown).toMatch(/sigmoid threw RangeError: &#60;\/pre&#62;&#60;script&#62;/)
  })
  it('gives every figure its numbers in a table, and every table its headers', () => {
    const figures = shown.match(/<figure>[^]*?<\/figure>/g) ?? []
    expect(figures.length).toBeGreaterThan(4)
    for (const figure of figures)
      expect(figure).toMatch(
        /^<figure><svg [^>]*role="img" aria-label="[^"]+">[^]*<details><summary>the numbers<\/summary><div [^>]*><table><caption>[^<]+<\/caption>/,
      )
    for (const [row] of shown.matchAll(/<tr>(?!<td><\/td><th scope="colgroup")[^]*?<\/tr>/g))
      expect(row).toMatch(/^<tr><th scope="(row|col)"/)
  })
  it('draws the error against the step: of a halved gradient it is level, where that of the reference falls with h²', () => {
    const cells = [
      ...shown.matchAll(
        /<tr><th scope="row">2\^-(\d+)<\/th><td class="number">([^<]*)<\/td><td class="number">([^<]*)<\/td>/g,
      ),
    ].map(([, k, own, reference]) => [Number(k), Number(own), Number(reference)] as const)
    expect(cells.map(([k]) => k)).toEqual(Array.from({ length: 50 }, (_, i) => i + 1))
    expect(cells.slice(0, 40).every(([, own]) => Math.abs(own - 0.455) < 0.01)).toBe(true)
    expect(
      cells
        .slice(1, 12)
        .every(([, , reference], i) => Math.abs(cells[i]![2] / reference - 4) < 0.05),
    ).toBe(true)
    expect(cells[49]![2]).toBeGreaterThan(1e-3)
  })
  it('comes out of two shards as out of one run', async () => {
    const args = [
      'verify',
      'mistake:softmax-base-two',
      'core:binary64',
      '--laws',
      '*/value',
      '--seed',
      '3',
      '--runs',
      '5',
    ]
    await losslaws(...args, '--reporter', 'html', '--output-file', join(folder, 'whole.html'))
    for (const i of [1, 2])
      await losslaws(
        ...args,
        '--shard',
        `${i}/2`,
        '--reporter',
        'blob',
        '--output-file',
        join(folder, 'blobs', `${i}.json`),
      )
    const { code } = await losslaws(
      'verify',
      '--merge-reports',
      join(folder, 'blobs'),
      '--reporter',
      'html',
      '--output-file',
      join(folder, 'merged.html'),
    )
    expect(code).toBe(1)
    expect(page('merged.html')).toBe(page('whole.html'))
  })
  it('names what is known to fail, which is neither held nor broken', async () => {
    const known = join(folder, 'known.json')
    writeFileSync(
      known,
      JSON.stringify({
        version: 1,
        seed: 1,
        runs: 5,
        failures: [
          {
            address: 'mistake:softmax-base-two',
            law: 'softmax/value',
            verdict: 'falsified',
            budgets: 'Infinity',
            reason: 'powers of two are <b>cheap</b>',
          },
        ],
      }),
    )
    const { code } = await losslaws(
      'verify',
      'mistake:softmax-base-two',
      '--laws',
      'softmax/value',
      '--known',
      known,
      '--reporter',
      'html',
      '--output-file',
      join(folder, 'known.html'),
    )
    expect(code).toBe(0)
    expect(page('known.html')).toContain('<p class="lead">1 failure is known.</p>')
    expect(page('known.html')).toContain(
      '<dt>known</dt><dd>powers of two are &#60;b&#62;cheap&#60;/b&#62;</dd>',
    )
    expect(page('known.html')).not.toContain('Not as listed')
    outlineOf(page('known.html'))
    writeFileSync(known, readFileSync(known, 'utf8').replace('softmax/value', 'softmax/one-class'))
    expect(
      (
        await losslaws(
          'verify',
          'mistake:softmax-base-two',
          '--laws',
          'softmax/one-class',
          '--known',
          known,
          '--reporter',
          'html',
          '--output-file',
          join(folder, 'known.html'),
        )
      ).code,
    ).toBe(1)
    expect(page('known.html')).toContain(
      '<p class="lead odd">Not as listed: softmax/one-class on '
        + 'mistake:softmax-base-two is listed, but holds now</p>',
    )
  })
  it('writes each of several reports into a file of its own', async () => {
    const [one, two] = [join(folder, 'one.html'), join(folder, 'two.json')]
    expect(
      await losslaws(
        'verify',
        'core:binary64',
        '--laws',
        'softmax/value',
        '--runs',
        '5',
        '--reporter',
        'html',
        '--reporter',
        'json',
        '--output-file',
        `html=${one}`,
        '--output-file',
        `json=${two}`,
      ),
    ).toMatchObject({ code: 0 })
    expect(readFileSync(one, 'utf8')).toContain('Every law that applies passed.')
    expect(JSON.parse(readFileSync(two, 'utf8'))).toMatchObject({ success: true })
    const both = [
      'verify',
      'core:binary64',
      '--reporter',
      'html',
      '--reporter',
      'json',
      '--output-file',
      join(folder, 'three'),
    ]
    expect(await losslaws(...both)).toEqual({
      code: 2,
      text: expect.stringMatching(
        /^--output-file: expected the name of its reporter before each file, such as html=\S+, but received \S+\n$/,
      ),
    })
    expect(existsSync(join(folder, 'three'))).toBe(false)
  })
  it('says in a sentence where it could not be written', async () => {
    const { code, text } = await losslaws(
      'verify',
      'core:binary64',
      '--laws',
      'softmax/value',
      '--runs',
      '5',
      '--reporter',
      'html',
      '--output-file',
      '/dev/null/report.html',
    )
    expect([code, text.split('\n').at(-2)]).toEqual([
      2,
      expect.stringMatching(
        /^expected a file to write, but \/dev\/null\/report\.html could not be written: Error: /,
      ),
    ])
  })
  it('says so where the trial was interrupted, so that what is missing is not taken for held', () => {
    const file = join(folder, 'interrupted.html')
    const output = { write: () => {}, isTerminal: false }
    const outcomes = [outcome('softmax/value', 'passed')]
    const run = {
      outcomes,
      faults: [],
      surprises: [],
      options: {},
      laws: 1,
      output,
      aside: output.write,
    }
    pageReporter(file)(run).onTestRunEnd?.([], [], 'interrupted')
    expect(readFileSync(file, 'utf8')).toContain('The run itself failed: it was interrupted')
  })
  it('names the numbers and the domain of what was on trial', () => {
    const cells = (more: object) =>
      [
        .../<tr><th scope="row">a<\/th><td class="number">1<\/td>([^]*?)<\/tr>/
          .exec(report([outcome('f/a', 'passed', { trial: { ...trial, ...more } })], []))![1]!
          .matchAll(/<td>([^<]+)/g),
      ].map(([, cell]) => cell)
    expect(cells({})).toEqual(['–', 'binary64'])
    expect(cells({ version: '2', format: mix, domain, elementary: { ulp: 1 } })).toEqual([
      '2',
      'bfloat16 logits, binary32 arithmetic, bfloat16 results; logits in [-10000,10000]; elementary functions to 1 ulp',
    ])
  })
  it('stands even where nothing was tested', () => {
    expect(outlineOf(report([], ['uncaught <b>'])).headings).toEqual([1])
    const bare = report(
      [outcome('my/law', 'passed'), outcome('my/law-2', 'falsified'), untried('./b.ts')],
      ['uncaught Error: x', 'uncaught Error: x'],
    )
    expect(outlineOf(bare).headings.slice(0, 2)).toEqual([1, 2])
    expect(bare.match(/uncaught Error: x/g)).toHaveLength(1)
  })
})

describe('markup', () => {
  it('is taken as it is from a template, and escaped from everywhere else', () => {
    expect(
      html`<p title="${'a"b'}">${['<', html`<b>${1}</b>`, undefined, false]}${'\u202e'}</p>`.html,
    ).toBe('<p title="a&#34;b">&#60;<b>1</b>\ufffd</p>')
  })
})

describe('the standing of an implementation in a family', () => {
  const accurate = { tier: 'accurate' } as const
  it.each<[string, Outcome[]]>([
    [
      'accurate',
      [outcome('f/a', 'passed'), outcome('f/b', 'passed', accurate), outcome('f/c', 'skipped')],
    ],
    ['textbook', [outcome('f/a', 'passed'), outcome('f/b', 'falsified', accurate)]],
    ['textbook', [outcome('f/a', 'passed'), outcome('f/b', 'skipped', accurate)]],
    [
      'broken',
      [outcome('f/a', 'falsified'), outcome('f/b', 'passed', accurate), outcome('f/c', 'errored')],
    ],
    ['lost accuracy', [outcome('f/b', 'falsified', accurate)]],
    ['errored', [outcome('f/a', 'passed'), outcome('f/b', 'errored', accurate)]],
    ['known to fail', [outcome('f/a', 'passed'), outcome('f/b', 'falsified', { excuse: 'known' })]],
    ['not judged', [outcome('f/a', 'skipped'), outcome('g/a', 'passed')]],
    ['not judged', []],
  ])('is %s, whatever else there is: %#', (grade, outcomes) => {
    expect(standingOf('f', outcomes).grade).toBe(grade)
  })
  it('has the worst strain, infinite ones included', () => {
    expect(
      standingOf('f', [outcome('f/a', 'passed', { worst: 0.5 }), outcome('f/b', 'falsified')])
        .strain,
    ).toBe(Infinity)
    expect(standingOf('f', [outcome('f/a', 'skipped')])).not.toHaveProperty('strain')
  })
  it('is told in a sentence', () => {
    const told = (...outcomes: Outcome[]) => {
      const groups = bySubject(outcomes)
      return leadOf(groups, cardsIn(groups))
    }
    const other = { address: './b.ts' }
    expect(told(outcome('f/a', 'passed'), outcome('f/b', 'skipped'))).toBe(
      'Every law that applies passed.',
    )
    expect(told(outcome('f/a', 'skipped'))).toBe('No law was checked.')
    expect(
      told(
        outcome('f/a', 'falsified'),
        outcome('f/b', 'falsified', { tier: 'accurate', ...other }),
        outcome('f/c', 'errored', other),
        outcome('f/d', 'falsified', { excuse: 'known', ...other }),
        outcome('f/a', 'passed', { address: './c.ts' }),
        outcome('f/a', 'skipped', { address: './d.ts' }),
      ),
    ).toBe(
      '1 cause breaks laws, 1 loses accuracy, 1 leaves laws unchecked and 1 failure is known; '
        + '1 of 4 implementations passed every law that applies.',
    )
  })
  it('says where there is no verdict', () => {
    const some = outcome('f/a', 'passed', { runs: 5, undecided: 2 })
    const more = outcome('f/b', 'falsified', { undecided: 3 })
    const shown = report([{ ...some, census: { masked: 5 } } as Outcome, more], [])
    outlineOf(shown)
    expect(shown).toContain(
      '<p>There is no verdict at 2 of 5 inputs: the budget exceeds the result there',
    )
    for (const [law, n, of] of [
      ['f/a', 2, '5'],
      ['f/b', 3, '–'],
    ])
      expect(shown).toContain(
        `<th scope="row"><code>${law}</code></th><td class="number">${n}</td><td class="number">${of}</td>`,
      )
  })
  it('is of outcomes in the order of the laws, and of an address that could not be tried once', () => {
    const groups = bySubject([
      outcome('sigmoid/value', 'passed'),
      outcome('softmax/value', 'passed'),
      untried('./b.ts'),
      untried('./b.ts'),
    ])
    expect(
      [...groups].map(([subject, outcomes]) => [
        subject,
        outcomes.map((it) => (it.status === 'untried' ? it.status : it.law)),
      ]),
    ).toEqual([
      ['./a.ts', ['softmax/value', 'sigmoid/value']],
      ['./b.ts', ['untried']],
    ])
  })
})

describe('every ink of the pages', () => {
  const luminance = (colour: string) =>
    [0.2126, 0.7152, 0.0722].reduce((sum, weight, i) => {
      const c = parseInt(colour.slice(1 + 2 * i, 3 + 2 * i), 16) / 255
      return sum + weight * (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    }, 0)
  const contrast = (a: string, b: string) => {
    const [low = 0, high = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y)
    return (high + 0.05) / (low + 0.05)
  }
  it.each(Object.entries(palettes))(
    'is told from the paper and the panels at 4.5 to 1: %s',
    (_, palette) => {
      for (const ink of ['ink', 'quiet', 'good', 'fair', 'bad', 'odd'] as const) {
        for (const ground of ['paper', 'panel'] as const)
          expect(
            contrast(palette[ink], palette[ground]),
            `${ink} on ${ground}`,
          ).toBeGreaterThanOrEqual(4.5)
      }
      expect(contrast(palette.rule, palette.paper)).toBeGreaterThanOrEqual(3)
    },
  )
})
