import { greatest, least } from '../../src/arithmetic/sequence.ts'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { literal } from '../../src/contract/literal.ts'
import { laws } from '../../src/laws/index.ts'
import { lessons } from '../../src/learning/lessons/index.ts'
import { homeworkAt } from '../../src/programs/homework.ts'
import { extentOf, rowsOf, sentenceOf } from '../../src/trial/cause-in-words.ts'
import { causesOf } from '../../src/trial/causes.ts'
import { judgeLaw } from '../../src/trial/judge-law.ts'
import { whySkipped } from '../../src/verdict/applies.ts'
import type { Outcome } from '../../src/verdict/outcome.ts'
import { settingOf } from '../../src/verdict/setting.ts'
import { codeOf } from '../../site/gallery/code.ts'
import { inSight } from '../../site/gallery/in-sight.ts'
import { examples } from '../../site/own/examples.ts'
import { evidenceOf } from '../../src/verdict/evidence.ts'
import { outcomeOf } from '../../src/verdict/outcome-of.ts'
import type { Verdict } from '../../src/verdict/verdict.ts'
import { clearestOf, tellingOf } from '../../src/learning/explain/telling-of.ts'
import { html } from '../../src/report/draw/markup.ts'
import { number, short } from '../../src/report/draw/numbers.ts'
import { addressOf, initial, stateOf, type State } from '../../site/state.ts'
import { figures } from '../../site/figures/index.ts'
import { sectionIds } from '../../site/story/ids.ts'
import { agrees, meant } from './page-meaning.ts'
import { axeOn, browserPath, launched, why } from './browser.ts'
import { alike, hostile } from './pastes.ts'
import { isSoak, oneIn } from '../soak.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const built = join(root, 'site', 'dist', 'index.html')

beforeAll(() => {
  execFileSync(
    process.execPath,
    [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', 'site'],
    { cwd: root, stdio: 'pipe' },
  )
}, 120_000)

describe('the built page', () => {
  it('weighs less than 200 kB, gzipped, beside the border and its engine', () => {
    const weight = (page: string): number => gzipSync(page, { level: 9 }).length
    const page = readFileSync(built, 'utf8')
    const border = /<script type="text\/plain" id="(?:border|engine)">.*?<\/script>\n/gs
    expect(page.match(border)).toHaveLength(2)
    expect(weight(page.replaceAll(border, ''))).toBeLessThan(200_000)
    expect(weight(page)).toBeLessThan(460_000)
  })
  it('names nothing that it could load', () => {
    const page = readFileSync(built, 'utf8')
    expect(page).toContain(`content="default-src 'none'; style-src 'sha256-`)
    expect([
      ...page.matchAll(/<(?:script|img|iframe|link|object)\b[^>]*\b(?:src|href)="(?!data:)[^"]*"/g),
    ]).toEqual([])
  })
})

describe('the code of a mistake', () => {
  it('is JavaScript as everyone writes it', async () => {
    expect(await codeOf('batch-vjp-first-cotangent')).toMatchInlineSnapshot(`
      {
        "helpers": "/** One number is read where there is one for each row: a stride of 0. */
      const first = (cotangent) => cotangent.map(() => cotangent[0])",
        "imports": [
          {
            "from": "../arithmetic/sequence.ts",
            "names": [
              "at",
            ],
          },
          {
            "from": "./mistake.ts",
            "names": [
              "mistake",
              "right",
            ],
          },
        ],
        "operations": "batchCrossEntropyVjp: (logits, labels, cotangent, options) =>
        right.batchCrossEntropyVjp(
          logits,
          labels,
          first(cotangent),
          options,
        ),",
      }
    `)
  })
  it('is refused where the file is no mistake', () =>
    expect(codeOf('index')).rejects.toThrow(/^expected .*index\.ts to export mistake\(/))
})

describe('markup', () => {
  it('escapes whatever is not markup', () => {
    expect(
      html`<p title="${'"<&\'>'}">${['<b>', html`<i>${'&'}</i>`, undefined, false, 0]}</p>`.html,
    ).toBe('<p title="&#34;&#60;&#38;&#39;&#62;">&#60;b&#62;<i>&#38;</i>0</p>')
  })
  it('keeps every number whole beside what is read', () => {
    expect(number(1 / 3, '1 / 3').html).toBe(
      '<data value="0.3333333333333333" data-of="1 / 3">0.33333</data>',
    )
  })
  it.each([
    [-2, '−2'],
    [0.000045, '4.5e−5'],
    [1e8, '1e8'],
    [1 - 4.1e-9, '1 − 4.1e−9'],
    [1 - 1e-15, '1'],
    [-Infinity, '−∞'],
    [NaN, 'NaN'],
    [0, '0'],
  ])('reads %d as %s', (x, text) => {
    expect(short(x)).toBe(text)
  })
})

describe('the address', () => {
  it('keeps a state, and leaves out what nobody has set', () => {
    expect(addressOf(initial)).toBe('')
    const state: State = {
      ...initial,
      points: initial.points.slice(0, -1),
      probe: [0.5, -2],
      bells: [
        [-1, 0.5],
        [0, 1],
        [3, 2],
      ],
      classes: 100,
      done: ['scores', 'gaussians'],
      mistake: 'hard-sigmoid',
      seed: 7,
    }
    expect(addressOf({ ...state, points: initial.points })).toBe(
      'probe=0.5,-2&bells=-1,0.5;0,1;3,2&classes=100&done=scores,gaussians&mistake=hard-sigmoid&seed=7',
    )
    expect(stateOf(addressOf(state))).toEqual({ state, problems: [] })
  })
  it.each([
    ['probe=1', 'Expected two numbers from -4 to 4, but received «1».'],
    ['probe=1,5', 'Expected two numbers from -4 to 4, but received «1,5».'],
    [
      'points=0,1,1;0,1,2;1,1,1;1,2,2;2,0,0',
      'Expected points such as 0,-1,2;1,2,1 with each of the labels 0, 1 and 2 twice, 24 at most, '
        + 'from -4 to 4, but received «0,1,1;0,1,2;1,1,1;1,2,2;2,0,0».',
    ],
    [
      'bells=0,1;0,1;0,9',
      'Expected three pairs of a mean from -4 to 4 and a width from 0.4 to 2.5, but received «0,1;0,1;0,9».',
    ],
    ['classes=4', 'Expected 2 or 3 or 5 or 10 or 20 or 50 or 100 or 1000, but received «4».'],
    ['steps=201', 'Expected a whole number from 0 to 200, but received «201».'],
    [
      'done=scores,love',
      `Expected sections among ${sectionIds.join(', ')}, but received «scores,love».`,
    ],
    ['mistake=%3Cscript%3E', 'Expected a mistake of the gallery, but received «<script>».'],
    ['law=softmax/value', 'Expected a law that the mistake breaks, but received «softmax/value».'],
    ['seed=-1', 'Expected a whole number from 0 to 2147483647, but received «-1».'],
    [
      '%E0%A4%A=1',
      `Expected ${Object.keys(initial).join(', ')} in the address, but received «%E0%A4%A».`,
    ],
    [
      '__proto__=1',
      `Expected ${Object.keys(initial).join(', ')} in the address, but received «__proto__».`,
    ],
  ])('answers %s with a sentence, and with what the page starts with', (address, sentence) => {
    expect(stateOf(address)).toEqual({ state: initial, problems: [sentence] })
  })
})

describe('the colours', () => {
  const style = readFileSync(join(root, 'site', 'style.css'), 'utf8')
  it.each(['light', 'dark'] as const)(
    '%s stand out: text by 4.5 to 1, and graphics by 3 to 1',
    (scheme) => {
      const tokens = new Map(
        [
          ...(style.split('prefers-color-scheme')[scheme === 'light' ? 0 : 1] ?? '').matchAll(
            /--([\w-]+): (#[0-9a-f]{6})/g,
          ),
        ].map(([, name = '', colour = '']) => [name, colour]),
      )
      const ratio = (a: string, b: string): number => {
        const [light = 0, dark = 0] = [a, b]
          .map((name) => luminance(tokens.get(name) ?? ''))
          .toSorted((x, y) => y - x)
        return (light + 0.05) / (dark + 0.05)
      }
      for (const paper of ['paper', 'raised']) {
        for (const ink of ['ink', 'soft', 'link', 'bad', 'good'])
          expect(ratio(ink, paper), `${ink} on ${paper}`).toBeGreaterThan(4.5)
        for (const mark of ['edge', 'look-0', 'look-1', 'look-2'])
          expect(ratio(mark, paper), `${mark} on ${paper}`).toBeGreaterThan(3)
      }
    },
  )
})
const luminance = (colour: string): number => {
  const [r = NaN, g = NaN, b = NaN] = [1, 3, 5]
    .map((i) => parseInt(colour.slice(i, i + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** Every number of the page that says what it is. */
const numbersOf = (
  page: Page,
): Promise<{ of: string; value: string; text: string; key?: string }[]> =>
  page.evaluate(() => [
    ...[...document.querySelectorAll<HTMLDataElement>('data[data-of]')].map((it) => ({
      of: it.dataset['of'] ?? '',
      value: it.value,
      text: it.textContent ?? '',
    })),
    ...[...document.querySelectorAll('table')].flatMap((table) => {
      const columns = [...table.querySelectorAll<HTMLElement>('thead th[data-of]')].map(
        (it) => it.dataset['of'] ?? '',
      )
      return [...table.querySelectorAll<HTMLElement>('tbody tr')].flatMap((row) =>
        [...row.querySelectorAll<HTMLElement>('td')].flatMap((cell, i) =>
          columns[i] === undefined ?
            []
          : [
              {
                of: columns[i],
                value: cell.dataset['value'] ?? '',
                text: cell.textContent ?? '',
                key: row.dataset['key'] ?? '',
              },
            ],
        ),
      )
    }),
  ])

const checkNumbers = async (page: Page, state: State, least: number): Promise<void> => {
  const numbers = await numbersOf(page)
  const truthOf = meant(state)
  expect(numbers.length).toBeGreaterThan(least)
  for (const { of, value, text, key } of numbers) {
    const x = key === undefined || key === '' || Number.isNaN(Number(key)) ? key : Number(key)
    const truth = truthOf(of, x)
    expect(
      agrees(of, Number(value), truth, key === undefined ? 12 : 7),
      `${of} at ${key} is ${truth}, not ${value}`,
    ).toBe(true)
    expect(
      [Number(value), truth].flatMap((x) => [2, 3, 4, 5, 6, 11].map((digits) => short(x, digits))),
      of,
    ).toContain(text)
  }
}

describe.skipIf(browserPath === undefined)(`the page in a browser${why}`, () => {
  let browser: Browser
  let address: string
  const requests: string[] = []
  const server = createServer((request, response) => {
    requests.push(request.url ?? '')
    response.writeHead(request.url === '/' ? 200 : 404, {
      'content-type': 'text/html; charset=utf-8',
    })
    response.end(request.url === '/' ? readFileSync(built) : '')
  })
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
    browser = await launched()
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
    server.close()
  })

  type Circumstances = {
    width?: number
    colorScheme?: 'light' | 'dark'
    javaScriptEnabled?: boolean
    hash?: string
    from?: string
    hasTouch?: boolean
  }
  /**
   * A page that is used and closed; what it complains of, or asks the network for, is a failure.
   */
  const visit = async (
    use: (page: Page) => Promise<void>,
    {
      width = 1280,
      colorScheme = 'light',
      javaScriptEnabled = true,
      hash = '',
      from = address,
      hasTouch = false,
    }: Circumstances = {},
  ) => {
    const context = await browser.newContext({
      viewport: { width, height: 1000 },
      colorScheme,
      hasTouch,
      javaScriptEnabled,
      reducedMotion: 'reduce',
      bypassCSP: false,
    })
    const complaints: string[] = []
    const page = await context.newPage()
    page.on('console', (message) => complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on(
      'request',
      (request) =>
        void (
          request.url().split('#')[0] !== from
          && !/^(data|blob):/.test(request.url())
          && complaints.push(request.url())
        ),
    )
    await page.goto(`${from}${hash}`)
    await use(page)
    await context.close()
    expect(complaints).toEqual([])
  }
  const openAll = (page: Page, which: string) =>
    page.evaluate((which) => {
      for (const it of document.querySelectorAll<HTMLDetailsElement>(which)) it.open = true
    }, which)

  const all = `done=${sectionIds.join(',')}`

  it('says nothing but what the engine computes', () =>
    visit((page) => checkNumbers(page, initial, 500), { hash: `#${all}` }))

  it('computes the same wherever its settings are', async () => {
    for (const hash of [
      `points=0,-2.6,1.4;0,-1.6,2.6;1,3.9,-1;1,1.4,2.9;1,-0.2,0.4;2,-1.6,-2.2;2,0.2,-1.7&probe=-3,2.5&label=2&bells=-3,0.5;0.5,2;3,1&classes=1000&steps=37&${all}`,
      `probe=4,4&label=1&bells=0,1;0.1,1;0.2,1&classes=2&steps=0&${all}`,
    ])
      await visit((page) => checkNumbers(page, stateOf(hash).state, 450), { hash: `#${hash}` })
  })

  it('draws what its tables say', () =>
    visit(
      async (page) => {
        const drawn = await page.evaluate(() =>
          [...document.querySelectorAll<HTMLElement>('.figure')].map((figure) => ({
            figure: figure.id,
            head: [...figure.querySelectorAll('thead th')]
              .slice(1)
              .map((th) => th.textContent ?? ''),
            rows: [...figure.querySelectorAll<HTMLElement>('tbody tr')].map((row) => ({
              key: row.dataset['key'] ?? '',
              values: [...row.querySelectorAll<HTMLElement>('td')].map((cell) =>
                Number(cell.dataset['value']),
              ),
            })),
            charts: [...figure.querySelectorAll<SVGElement>('svg.chart')].map((svg) => ({
              x: svg.dataset['x'] ?? '',
              y: svg.dataset['y'] ?? '',
              frame: (svg.dataset['frame'] ?? '').split(' ').map(Number),
              span: (svg.dataset['span'] ?? '').split(' ').map(Number),
              curves: [...svg.querySelectorAll<SVGElement>('[data-series]')].map((path) => ({
                name: path.dataset['series'] ?? '',
                points: (path.getAttribute('d') ?? '')
                  .split(/[ML]/)
                  .filter(Boolean)
                  .map((pair) => pair.split(' ').map(Number)),
              })),
              bars: [...svg.querySelectorAll<SVGElement>('[data-bar]')].map((bar) =>
                Number(bar.getAttribute('width')),
              ),
              points: [...svg.querySelectorAll<SVGElement>('[data-point]')].map((point) => ({
                name: point.dataset['point'] ?? '',
                at: (point.dataset['at'] ?? '').split(' ').map(Number),
              })),
            })),
          })),
        )
        const along = (axis: string, v: number, start: number, end: number): number => {
          const [, from = '', to = ''] = axis.split(' ')
          const share = (v - Number(from)) / (Number(to) - Number(from))
          return start + Math.min(1, Math.max(0, share)) * (end - start)
        }
        let compared = 0
        for (const { figure, head, rows, charts } of drawn)
          for (const { x, y, frame, span, curves, bars, points } of charts) {
            const [left = NaN, right = NaN, top = NaN, bottom = NaN] = frame
            for (const { name, points: drawn } of curves)
              for (const { key, values } of rows) {
                const column = head.indexOf(name)
                if (column < 0 || !Number.isFinite(Number(key))) continue
                const place = [
                  along(x, Number(key), left, right),
                  along(y, values[column] ?? NaN, bottom, top),
                ]
                const off = least(
                  drawn.map(([px = NaN, py = NaN]) =>
                    Math.max(Math.abs(px - (place[0] ?? NaN)), Math.abs(py - (place[1] ?? NaN))),
                  ),
                )
                expect(off, `${figure}, ${name} at ${key}`).toBeLessThan(0.06)
                compared++
              }
            const [start = NaN, end = NaN] = span
            const shares = rows.flatMap(({ values }) => values)
            for (const width of bars) {
              expect(
                least(shares.map((share) => Math.abs(width / (end - start) - share))),
                figure,
              ).toBeLessThan(1e-4)
              compared++
            }
            const corners = [
              [190, 26],
              [36, 292.74],
              [344, 292.74],
            ]
            for (const { name, at } of points) {
              const p = rows.find(({ key }) => key === name)?.values ?? []
              for (const axis of [0, 1])
                expect(
                  Math.abs(
                    (at[axis] ?? NaN)
                      - p.reduce((sum, share, i) => sum + share * (corners[i]?.[axis] ?? NaN), 0),
                  ),
                ).toBeLessThan(0.02)
              compared++
            }
          }
        expect(compared).toBeGreaterThan(300)
      },
      { hash: `#${all}` },
    ))

  it('keeps the scale of both axes of a plane, and the sides of the triangle, equal', () =>
    visit(
      async (page) => {
        const frames = await page.evaluate(() =>
          [...document.querySelectorAll<SVGElement>('svg.plane')].map((svg) =>
            (svg.dataset['frame'] ?? '').split(' ').map(Number),
          ),
        )
        expect(frames.length).toBeGreaterThan(5)
        for (const [left = NaN, right = NaN, top = NaN, bottom = NaN] of frames)
          expect(right - left).toBe(bottom - top)
        const [a = NaN, b = NaN, c = NaN, d = NaN] =
          (await page.locator('#figure-simplex .axis').getAttribute('d'))
            ?.match(/[\d.]+/g)
            ?.map(Number) ?? []
        expect(Math.hypot(a - c, b - d)).toBeCloseTo(2 * (a - c), 1)
      },
      { hash: `#${all}` },
    ))

  it.each(
    (
      [
        ['light', 360],
        ['light', 1280],
        ['dark', 360],
        ['dark', 1280],
      ] as const
    ).slice(0, isSoak ? 4 : 1),
  )(
    'is accessible in %s at %i pixels, as far as axe sees, and never scrolls sideways',
    (colorScheme, width) =>
      visit(
        async (page) => {
          await page.locator('.found[data-status]').waitFor()
          await page.locator('#filter').fill('softmax-no-max-shift')
          await openAll(page, '#figure-gap .twin, .search .twin')
          expect(await axeOn(page)).toEqual([])
          await page.locator('[data-act="reveal"]').click()
          await page.locator('#figure-training .grip').first().waitFor()
          expect(await axeOn(page)).toEqual([])
          await page.setViewportSize({ width: 320, height: 1000 })
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
          await page.setViewportSize({ width, height: 1000 })
          await page.locator('#filter').fill('')
          await openAll(page, 'details')
          expect(
            await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
          ).toBeLessThanOrEqual(0)
        },
        { colorScheme, width, hash: '#mistake=softmax-no-max-shift' },
      ),
  )

  it('leads nowhere that is not', () =>
    visit(async (page) => {
      const targets = await page.evaluate(() =>
        [...document.querySelectorAll('a')].map((a) => a.getAttribute('href') ?? ''),
      )
      expect(targets.length).toBeGreaterThan(20)
      for (const target of targets) {
        if (target.startsWith('#')) expect(await page.locator(target).count(), target).toBe(1)
        else expect(target).toMatch(/^https:\/\/github\.com\/[\w.-]+\/[\w.-]+(\/issues\/\d+)?$/)
      }
      const ids = await page.evaluate(() =>
        [...document.querySelectorAll('[id]')].map(({ id }) => id),
      )
      expect(new Set(ids).size).toBe(ids.length)
    }))

  it('is complete without a script', () =>
    visit(
      async (page) => {
        const text = (await page.locator('body').evaluate((body) => body.textContent)) ?? ''
        const own = page.locator('#own')
        const [example] = examples
        expect(await own.locator('pre:visible').innerText()).toBe(example?.code)
        expect(await own.locator('.result').innerText()).toMatch(/^Of \d+ laws, \d+ are broken/)
        expect(await own.locator('h3').innerText()).toContain(
          'softmax returns NaN where logits are large',
        )
        for (const { question, answer } of lessons)
          for (const sentence of [question, answer]) expect(text).toContain(sentence)
        expect(await page.locator('[data-reveal]:visible').count()).toBe(2 * lessons.length)
        expect(await page.locator('math:visible').count()).toBeGreaterThan(20)
        for (const { id, story, mend } of inSight)
          for (const sentence of [id, story, mend]) expect(text).toContain(sentence)
        const rows = (selector: string) =>
          page.evaluate(
            (selector) =>
              [...document.querySelectorAll(selector)].map((it) => [
                it.closest('details')?.id ?? '',
                ...[...it.querySelectorAll('dd')].map((dd) => dd.textContent ?? ''),
              ]),
            selector,
          )
        const witnesses = new Map((await rows('[data-witness]')).map(([id, ...row]) => [id, row]))
        for (const { id, telling } of await exhibits())
          expect([id, witnesses.get(id)]).toEqual([id, textsOf(telling)])
        expect(await page.locator('.figure svg.chart').count()).toBe(drawings)
        expect(await page.locator('.figure table').count()).toBe(figures.length)
        for (const { id } of figures)
          expect(await page.locator(`#figure-${id} svg.chart`).first().isVisible()).toBe(true)
        expect(await page.locator('input:visible, button:visible, select:visible').count()).toBe(0)
      },
      { javaScriptEnabled: false },
    ))

  it('opens from a disk', () =>
    visit(
      async (page) => {
        await page.locator('#figure-place .grip').last().focus()
        await page.keyboard.press('ArrowRight')
        await expect.poll(() => page.url()).toContain('#probe=0.4,0')
      },
      { from: `file://${built}` },
    ))

  it('keeps its state in the address, and takes it from there', () =>
    visit(
      async (page) => {
        await page.locator('#gap-classes').focus()
        await page.keyboard.press('End')
        await page.locator('[data-far="out"]').click()
        await page.locator('#loss-label').selectOption('2')
        await page.locator('#posterior-width0').focus()
        await page.keyboard.press('ArrowRight')
        await expect.poll(() => new URL(page.url()).hash).toContain('bells=-2,1.1;0,1;2.5,1')
        const { hash } = new URL(page.url())
        expect(hash).toContain('1,4,-1;')
        expect(hash).toContain('&label=2&')
        expect(hash).toContain('&classes=1000&')
        const text = await page.locator('#story').innerText()
        await page.goto(`${address}#${all}`)
        await page.reload()
        expect(await page.locator('#story').innerText()).not.toBe(text)
        await page.goto(`${address}${hash}`)
        expect(await page.locator('#story').innerText()).toBe(text)
        await page.goto(`${address}#classes=many&nonsense&${all}`)
        expect(await page.locator('#notice').innerText()).toBe(
          `Expected 2 or 3 or 5 or 10 or 20 or 50 or 100 or 1000, but received «many». Expected ${Object.keys(initial).join(', ')} in the address, but received «nonsense». The page shows what it starts with instead.`,
        )
        expect(await page.locator('#gap-classes').inputValue()).toBe('3')
      },
      { hash: `#${all}` },
    ))

  it('gives nothing away before a guess, and shows what follows from it', () =>
    visit(async (page) => {
      for (const id of sectionIds) {
        expect(await page.locator(`[data-reveal="${id}"]:visible`).count(), id).toBe(0)
        const form = page.locator(`[data-guess="${id}"]`)
        const bars = form.locator('input')
        for (let i = 0; i < (await bars.count()); i++) {
          await bars.nth(i).focus()
          await page.keyboard.press('ArrowRight')
        }
        await form.locator('button').click()
        await page.locator(`[data-reveal="${id}"]:visible`).first().waitFor()
        expect(await form.locator('strong data').count(), id).toBe(await bars.count())
        expect(await form.locator('button:visible').count(), id).toBe(0)
      }
      await expect.poll(() => page.url()).toContain(`#${all}`)
      await page.reload()
      expect(await page.locator('[data-reveal]:visible').count()).toBe(2 * sectionIds.length)
    }))

  it('moves, adds, relabels and removes points by pointer', () =>
    visit(async (page) => {
      const points = page.locator('#figure-place .grip:not(.probe)')
      const before = await points.count()
      await page.locator('#figure-place').scrollIntoViewIfNeeded()
      const box = await points.first().locator('.hit').boundingBox()
      const [x, y] = [(box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2]
      expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(24)
      await page.mouse.move(x, y)
      await page.mouse.down()
      await page.mouse.move(x + 30, y, { steps: 4 })
      await page.mouse.move(x + 60, y - 20, { steps: 4 })
      await page.mouse.up()
      await expect.poll(() => page.url()).toMatch(/#points=0,-1\.[0-9],1\.[89]/)
      await page.locator('#figure-place [data-act="relabel"]').click()
      await expect.poll(() => page.url()).toMatch(/#points=1,-1\./)
      await page.locator('#figure-place [data-add="2"]').click()
      await expect.poll(() => points.count()).toBe(before + 1)
      const plane = await page.locator('#figure-place svg.plane > .room').boundingBox()
      await page.mouse.click((plane?.x ?? 0) + 10, (plane?.y ?? 0) + 10)
      await expect.poll(() => page.url()).toMatch(/;2,-3\.[789],3\.[789]/)
      await page.locator('#figure-place [data-act="remove"]').click()
      await expect.poll(() => points.count()).toBe(before)
      for (const _ of [1, 2]) {
        await points.first().locator('.hit').click()
        await page.locator('#figure-place [data-act="relabel"]').click()
      }
      await page.locator('#figure-place [data-act="reset"]').click()
      await expect.poll(() => page.url()).not.toContain('points')
    }))

  it('moves points by finger, and lets a finger scroll the page elsewhere', () =>
    visit(
      async (page) => {
        const finger = await page.context().newCDPSession(page)
        const drag = async (from: { x: number; y: number }, dx: number, dy: number) => {
          const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', share = 0) =>
            finger.send('Input.dispatchTouchEvent', {
              type,
              touchPoints:
                type === 'touchEnd' ? [] : [{ x: from.x + share * dx, y: from.y + share * dy }],
            })
          await touch('touchStart')
          for (let i = 1; i <= 8; i++) {
            await touch('touchMove', i / 8)
            await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)))
          }
          await touch('touchEnd')
        }
        await page.locator('#figure-place .plane').scrollIntoViewIfNeeded()
        const scrolled = () => page.evaluate(() => scrollY)
        const [before, box] = [
          await scrolled(),
          await page.locator('#figure-place .probe .hit').boundingBox(),
        ]
        const at = {
          x: (box?.x ?? 0) + (box?.width ?? 0) / 2,
          y: (box?.y ?? 0) + (box?.height ?? 0) / 2,
        }
        await drag(at, -60, -60)
        await expect.poll(() => page.url()).toMatch(/#probe=-1\.[2345],1\.[5678]$/)
        expect(await scrolled()).toBe(before)
        const url = page.url()
        const plane = await page.locator('#figure-place .plane > .room').boundingBox()
        await drag({ x: (plane?.x ?? 0) + 10, y: (plane?.y ?? 0) + 150 }, 0, -100)
        await expect.poll(scrolled).toBeGreaterThan(before)
        expect(page.url()).toBe(url)
      },
      { width: 360, hasTouch: true },
    ))

  it('refuses to leave a class with a single point', () =>
    visit(
      async (page) => {
        await page.locator('#figure-place .grip').first().focus()
        await page.locator('#figure-place [data-act="remove"]').click()
        expect(await page.locator('#notice').innerText()).toBe(
          'Each class keeps two points at least, and there is room for 24 in all.',
        )
        expect(await page.locator('#figure-place .grip').count()).toBe(7)
      },
      { hash: '#points=0,-1,1;0,-1,2;1,1,1;1,2,2;2,0,-1;2,1,-2' },
    ))

  it('changes the numbers of a sentence when its classes are dragged', () =>
    visit(async (page) => {
      const sentence = page.locator('.opening [data-sentence="claim"]')
      expect(await sentence.innerText()).toContain(
        'With 10 classes it gives none of them more than 0.232, and its loss never falls below 1.4612.',
      )
      await sentence.locator('[data-scrub]').focus()
      await page.keyboard.press('ArrowRight')
      await expect.poll(() => sentence.innerText()).toContain('With 20 classes')
      await page.keyboard.press('ArrowLeft')
      await page.keyboard.press('ArrowLeft')
      await expect.poll(() => sentence.innerText()).toContain('With 5 classes')
      const box = await sentence.locator('[data-scrub]').boundingBox()
      const [x, y] = [(box?.x ?? 0) + 10, (box?.y ?? 0) + 10]
      await page.mouse.move(x, y)
      await page.mouse.down()
      await page.mouse.move(x + 80, y, { steps: 8 })
      await page.mouse.up()
      await expect
        .poll(() => sentence.innerText())
        .toContain('With 50 classes it gives none of them more than 0.0526')
    }))

  it('moves the Gaussians alone when a point goes far out on its own side', () =>
    visit(
      async (page) => {
        const [softmax, gaussians] = [3, 4].map((look) =>
          page.locator(`#figure-borders [data-border="${look}"]`),
        )
        const ends = async (of: typeof softmax) =>
          ((await of?.getAttribute('d')) ?? '').match(/-?[\d.]+/g)?.map(Number) ?? []
        const before = [await ends(softmax), await ends(gaussians)]
        await page.locator('[data-far="out"]').click()
        await expect.poll(() => ends(gaussians)).not.toEqual(before[1])
        const after = [await ends(softmax), await ends(gaussians)]
        const [a = NaN, b = NaN] = after.map((now, i) =>
          greatest(now.slice(0, 4).map((v, j) => Math.abs(v - (before[i]?.[j] ?? NaN)))),
        )
        expect(b).toBeGreaterThan(3 * a)
        await page.locator('[data-far="back"]').click()
        await expect.poll(() => ends(gaussians)).toEqual(before[1])
      },
      { hash: `#${all}` },
    ))

  it('lets softmax of straight lines coincide with bells of one width, and of no other', () =>
    visit(
      async (page) => {
        const gap = async () =>
          Number(
            await page
              .locator('#figure-posterior data[data-of="bellsApart(bells)"]')
              .getAttribute('value'),
          )
        expect(await gap()).toBeLessThan(1e-14)
        await page.locator('#figure-posterior .grip').first().focus()
        for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowDown')
        await expect.poll(gap).toBeGreaterThan(0.05)
      },
      { hash: `#${all}` },
    ))

  it('trains before the eyes, and at once for whoever would rather not see motion', async () => {
    await visit(
      async (page) => {
        await page.locator('#training-steps').focus()
        await page.keyboard.press('Home')
        await expect
          .poll(() => page.locator('#figure-training [data-slot="reading"]').innerText())
          .toContain('After 0 steps')
        await page.locator('[data-act="train"]').click()
        await expect
          .poll(() => page.locator('output[for="training-steps"]').innerText())
          .toBe('200')
      },
      { hash: `#${all}` },
    )
  })

  it('is worked by keys alone', () =>
    visit(async (page) => {
      const focused = () =>
        page.evaluate(() => {
          const it = document.activeElement
          return (
            it?.id || it?.getAttribute('aria-label') || it?.textContent?.trim().slice(0, 40) || ''
          )
        })
      const tabTo = async (name: string) => {
        for (let i = 0; i < 400; i++) {
          await page.keyboard.press('Tab')
          const shown = await page.evaluate(() => {
            const it = document.activeElement ?? document.body
            const ring = it.querySelector('.hit')
            return ring === null ?
                getComputedStyle(it).outlineStyle
              : getComputedStyle(ring).strokeWidth
          })
          expect(shown, `on the way to ${name}, at ${await focused()}`).not.toMatch(/none|0px/)
          if ((await focused()).startsWith(name)) return
        }
        throw new Error(`expected to come to ${name}, but did not`)
      }
      await tabTo('Skip')
      await tabTo('Number of classes')
      await tabTo('question mark')
      await page.keyboard.press('ArrowLeft')
      await expect.poll(focused).toBe('question mark at 0.2, 0')
      await tabTo('Show the answer')
      await page.keyboard.press('Enter')
      await page.locator('#figure-scores .grip').first().waitFor()
      await tabTo('guess-exponential-0')
      await page.keyboard.press('ArrowLeft')
      expect(await page.locator('output[for="guess-exponential-0"]').innerText()).toBe('0.49')
      await tabTo('bell of square')
      await page.keyboard.press('ArrowRight')
      await expect.poll(focused).toBe('bell of square, mean 0.1, width 1')
      await tabTo('filter')
      await page.keyboard.type('hard sigmoid')
      await tabTo('hard-sigmoid')
      await page.keyboard.press('Enter')
      await page.locator('#seed-hard-sigmoid').waitFor()
      await tabTo('seed-hard-sigmoid')
      await page.keyboard.press('Enter')
      await page.locator('#hard-sigmoid .found[data-status="falsified"]').waitFor()
    }))

  it(
    'finds mistakes live, at the inputs at which Node finds them',
    () =>
      visit(async (page) => {
        const sought = some.map(({ id }) => id)
        const live = await page.evaluate(async (sought) => {
          document.querySelector('main')?.setAttribute('hidden', '') // what is not drawn takes no time to draw
          const found: { id: string; status: string; input: string }[] = []
          for (const card of document.querySelectorAll<HTMLDetailsElement>('#gallery .card')) {
            if (!sought.includes(card.id)) continue
            card.open = true
            while (card.querySelector('.search-form') === null)
              await new Promise((resolve) => setTimeout(resolve))
            card.querySelector<HTMLFormElement>('.search-form')?.requestSubmit()
            while (card.querySelector('.found[data-status]') === null)
              await new Promise((resolve) => setTimeout(resolve))
            found.push({
              id: card.id,
              status: card.querySelector<HTMLElement>('.found')?.dataset['status'] ?? '',
              input: card.querySelector('[data-witness] .exact')?.textContent ?? '',
            })
            card.open = false
          }
          return found
        }, sought)
        expect(live.map(({ id }) => id).toSorted()).toEqual(sought.toSorted())
        const known = new Map((await exhibits()).map(({ id, verdict }) => [id, verdict]))
        for (const { id, ...it } of live) {
          const verdict = known.get(id)
          expect({ id, ...it }).toEqual({
            id,
            status: 'falsified',
            input: verdict?.status === 'falsified' ? literal(verdict.clearest.input) : '',
          })
        }
      }),
    300_000,
  )

  /** Has code tested, and gives what is said in all, and what the cards say. */
  const tested = async (page: Page, code: string) => {
    const own = page.locator('#own')
    await own.locator('textarea').fill(code)
    await own.locator('button.main').click()
    await own.locator('form[data-state="idle"]').waitFor({ timeout: 90_000 })
    return {
      sentence: await own.locator('.result').innerText(),
      cards: await own
        .locator('.cause')
        .evaluateAll((cards) =>
          cards.map((card): Card => [
            card.querySelector('h3')?.textContent ?? '',
            ...[...card.querySelectorAll('.rows > div')].map(
              (row) =>
                [
                  row.querySelector('dt')?.textContent ?? '',
                  row.querySelector('dd')?.textContent ?? '',
                ] as const,
            ),
          ]),
        ),
    }
  }

  it(
    'tests what a reader pastes, and says what the command line says',
    () =>
      visit(async (page) => {
        for (const code of oneIn(alike.length, alike)) {
          const { cards } = await tested(page, code)
          expect(cards.length).toBeGreaterThan(0)
          expect(cards.map(withoutRounding)).toEqual((await cardsOf(code)).map(withoutRounding))
        }
      }),
    120_000,
  )

  it(
    'finds a function by its name, however it is declared',
    () =>
      visit(async (page) => {
        for (const code of oneIn(3, [
          'function softplus(x) { return 0 }',
          'const softplus = (x) => 0',
          'export let softplus = (x) => 0',
          'export default { softplus: (x) => 0 }',
          'export default function softplus(x) { return 0 }',
          'const f = (x) => 0\nexport { f as softplus }',
        ])) {
          const { cards } = await tested(page, code)
          expect(cards[0]?.[0], code).toMatch(/^softplus is wrong, in \d+ laws$/)
        }
        expect((await tested(page, 'let x = 1\nconst softMax = (z) => z')).sentence).toBe(
          'Expected a function by one of the names above, such as softmax or crossEntropy, but received x, softMax; did you mean softmax?',
        )
        expect((await tested(page, '')).sentence).toBe(
          'Expected a function by one of the names above, such as softmax or crossEntropy, but received nothing.',
        )
      }),
    60_000,
  )

  it(
    'breaks nothing that is right',
    () =>
      visit(async (page) => {
        await page.locator('#own select').selectOption({ label: 'Softmax without overflow' })
        expect(await page.locator('#own-result').innerText()).toBe('')
        const code = await page.locator('#own textarea').inputValue()
        expect((await tested(page, code)).sentence).toMatch(
          /^Nothing is broken at \d{4} inputs of 20 laws; accuracy is lost in 1\.$/,
        )
        const { sentence, cards } = await tested(
          page,
          'const softplus = (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))',
        )
        expect(sentence).toMatch(/^Nothing is broken at \d+ inputs of \d+ laws\.$/)
        expect(cards).toEqual([])
        await tested(page, examples[0]?.code ?? '')
        await page.locator('#own-result a').click()
        const operations = page.locator('#softmax-no-max-shift [data-operations]')
        // The card opens once the address has changed.
        await operations.waitFor()
        expect(await operations.innerText()).toContain('logits.map(Math.exp)')
      }),
    60_000,
  )

  it(
    'says where code cannot be read, and leads there',
    () =>
      visit(async (page) => {
        const { sentence } = await tested(
          page,
          'function softmax(z) {\n  return z.map((x) => x]\n}',
        )
        expect(sentence).toMatch(/^Line 2, column 24: SyntaxError: /)
        const field = page.locator('#own textarea')
        expect(await field.getAttribute('aria-invalid')).toBe('true')
        expect(
          await field.evaluate((it: HTMLTextAreaElement) => [
            document.activeElement === it,
            it.value.slice(it.selectionStart, it.selectionEnd),
          ]),
        ).toEqual([true, ']'])
        expect(await axeOn(page)).toEqual([])
        expect((await tested(page, 'function softmax(z) {')).sentence).toMatch(
          /^Line 1, column \d+: SyntaxError: /,
        )
        expect(
          (await tested(page, 'import x from "lodash"\nexport const softmax = x')).sentence,
        ).toContain('expected no imports, as there is no other file, but it imports lodash')
        expect(await field.getAttribute('aria-invalid')).toBe('true')
        expect((await tested(page, 'const softmax = (z: number[]) => z')).sentence).toMatch(
          /^Line 1, column \d+: SyntaxError: .*\. Leave out the types of TypeScript: the page reads JavaScript\.$/,
        )
        expect(
          (await tested(page, 'import numpy as np\ndef softmax(z):\n  return np.exp(z)')).sentence,
        ).toMatch(
          /: SyntaxError: .*\. This is no JavaScript; for Python, there is losslaws init --lang python\.$/,
        )
        await tested(page, 'const softplus = (x) => 0')
        expect(await field.getAttribute('aria-invalid')).toBe(null)
      }),
    60_000,
  )

  it(
    'ends a loop without end, and stays awake meanwhile',
    () =>
      visit(async (page) => {
        const own = page.locator('#own')
        await own.locator('textarea').fill('function sigmoid(x) { for (;;); }')
        await own.locator('button.main').click()
        await own.locator('[data-stop]').waitFor()
        await own.locator('[data-now]', { hasText: 'sigmoid/' }).waitFor()
        await own.locator('[data-stop]').click()
        expect(await own.locator('.result').innerText()).toBe('Stopped.')
        expect(await own.locator('[data-stop]').isVisible()).toBe(false)
        const { sentence, cards } = await tested(page, 'function sigmoid(x) { for (;;); }')
        expect(sentence).toMatch(/^Of 11 laws, 11 get no answer\.$/)
        expect(cards.map(([title]) => title)).toEqual([
          'sigmoid did not answer within 5 s, in 11 laws',
        ])
      }),
    120_000,
  )

  it.each(oneIn(3, hostile))(
    'gives code that %s what it deserves, and nothing else',
    (_, code, deserved) =>
      visit(async (page) => {
        expect((await tested(page, code)).sentence).toMatch(deserved)
        expect(await page.locator('#own-result img, #own-result script').count()).toBe(0)
      }),
    120_000,
  )

  it('asked its server for one file only', () => expect(new Set(requests)).toEqual(new Set(['/'])))
})

/** How many drawings the figures have together. */
const drawings = figures.reduce((sum, figure) => sum + figure.show(initial).panels.length, 0)

/**
 * Mistakes that are asked again here, of the page; not the one whose answers hang on all calls before,
 * which here are those of other tests too.
 */
const some = oneIn(
  4,
  inSight.filter(({ id }) => id !== 'dropout-left-on'),
)
/** Each of them with the verdict that a search finds, and the one that makes its point, by Node. */
const exhibits = async (): Promise<readonly Found[]> => {
  if (found.length === 0)
    for (const mistake of some) {
      const verdict = await clearestOf(mistake)
      // One that is not asked again answers as it did on the page, whatever it remembers.
      const telling = mistake.example === undefined ? verdict : await tellingOf(mistake)
      found.push({ id: mistake.id, verdict, telling })
    }
  return found
}
type Found = { readonly id: string; readonly verdict: Verdict; readonly telling: Verdict }
const found: Found[] = []

/** A card: its title, and its rows. */
type Card = readonly [title: string, ...rows: (readonly [slot: string, text: string])[]]

/** A mistake by rounding alone is recognised where the engines of both round alike. */
const withoutRounding = ([title, ...rows]: Card): Card => [
  title,
  ...rows.filter(
    ([slot]) => !title.includes('loses accuracy') || !['mistake', 'mend'].includes(slot),
  ),
]

/** The cards of the command line for a module, in the words and rows of the page. */
const cardsOf = async (code: string): Promise<Card[]> => {
  const file = join(folder, 'own.js')
  writeFileSync(file, code)
  const it = await homeworkAt(file, 'your code')
  const outcomes: Outcome[] = []
  for (const law of laws.filter((law) => whySkipped(law, it) === undefined))
    outcomes.push(await judgeLaw(law, it, { seed: 1 }, settingOf(it)))
  await it.program.close()
  return causesOf(outcomes).map((cause): Card => [
    `${sentenceOf(cause)}, ${extentOf(cause)}`,
    ...rowsOf(cause)
      .filter(([slot]) => slot !== 'seed')
      .map(([slot, ...lines]) =>
        slot === 'resembles' ?
          (['mistake', `${lines[1]} ${cause.mistakes.map((id) => `${id} `).join('')}`] as const)
        : ([slot, lines.join('\n')] as const),
      ),
  ])
}
const folder = mkdtempSync(join(tmpdir(), 'losslaws-site-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** What a card says of a verdict, row by row. */
const textsOf = (verdict: Verdict): string[] => {
  const outcome = outcomeOf(verdict)
  return outcome.status === 'falsified' ?
      evidenceOf(outcome)
        .filter(([slot]) => slot !== 'seed')
        .map(([, text = '']) => text)
    : []
}
