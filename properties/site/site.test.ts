import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { literal } from '../../src/contract/literal.ts'
import { hold, holdAt } from '../../src/learning/lessons/hold.ts'
import { lessons } from '../../src/learning/lessons/index.ts'
import { inSight } from '../../site/gallery/in-sight.ts'
import { evidenceOf } from '../../src/verdict/evidence.ts'
import { outcomeOf } from '../../src/verdict/outcome-of.ts'
import type { Verdict } from '../../src/verdict/verdict.ts'
import { clearestOf } from '../../src/learning/explain/explain-mistake.ts'
import { html } from '../../src/report/draw/markup.ts'
import { number, short } from '../../src/report/draw/numbers.ts'
import { addressOf, initial, stateOf } from '../../site/state.ts'
import { agrees, meant } from './page-meaning.ts'
import { axeOn, browserPath, launched, why } from './browser.ts'
import { isSoak } from '../soak.ts'

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
  it('weighs less than 200 kB, gzipped, with all that a visit can load', () => {
    expect(gzipSync(readFileSync(built), { level: 9 }).length).toBeLessThan(200_000)
  })
  it('names nothing that it could load', () => {
    const page = readFileSync(built, 'utf8')
    expect(page).toContain(`content="default-src 'none'; style-src 'sha256-`)
    expect([
      ...page.matchAll(/<(?:script|img|iframe|link|object)\b[^>]*\b(?:src|href)="(?!data:)[^"]*"/g),
    ]).toEqual([])
  })
})

describe('markup', () => {
  it('escapes whatever is not markup', () => {
    expect(
      html`<p title="${'"<&\'>'}">${['<b>', html`<i>${'&'}</i>`, undefined, false, 0]}</p>`.html,
    ).toBe('<p title="&#34;&#60;&#38;&#39;&#62;">&#60;b&#62;<i>&#38;</i>0</p>')
  })
  it('keeps every number whole beside what is read', () => {
    expect(number(1 / 3, '1 / 3').html).toBe(
      '<data value="0.3333333333333333" data-value="0.3333333333333333" '
        + 'data-of="1 / 3">0.33333</data>',
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
    const state = {
      ...initial,
      z: [0.5, -12, 3],
      classes: 100,
      start: 'wrong',
      mistake: 'hard-sigmoid',
      seed: 7,
    } as const
    expect(addressOf(state)).toBe('z=0.5,-12,3&classes=100&start=wrong&mistake=hard-sigmoid&seed=7')
    expect(stateOf(addressOf(state))).toEqual({ state, problems: [] })
  })
  it.each([
    ['z=1,2', 'Expected three numbers from -12 to 12, but received «1,2».'],
    ['z=1,2,1e3', 'Expected three numbers from -12 to 12, but received «1,2,1e3».'],
    ['classes=4', 'Expected 2 or 3 or 10 or 100, but received «4».'],
    ['mistake=%3Cscript%3E', 'Expected a mistake of the gallery, but received «<script>».'],
    ['law=softmax/value', 'Expected a law that the mistake breaks, but received «softmax/value».'],
    ['seed=-1', 'Expected a whole number from 0 to 2147483647, but received «-1».'],
    [
      '%E0%A4%A=1',
      'Expected z, label, classes, start, offset, mistake, '
        + 'law, seed in the address, but received «%E0%A4%A».',
    ],
    [
      '__proto__=1',
      'Expected z, label, classes, start, offset, mistake, '
        + 'law, seed in the address, but received «__proto__».',
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
        for (const ink of ['ink', 'soft', 'link', 'bad', 'good', 'look-1', 'look-3'])
          expect(ratio(ink, paper), `${ink} on ${paper}`).toBeGreaterThan(4.5)
        for (const mark of ['edge', 'look-0', 'look-1', 'look-2', 'look-3'])
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
    ...[...document.querySelectorAll<HTMLElement>('data[data-of]')].map((it) => ({
      of: it.dataset['of'] ?? '',
      value: it.dataset['value'] ?? '',
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

const checkNumbers = async (page: Page, least: number): Promise<void> => {
  const numbers = await numbersOf(page)
  expect(numbers.length).toBeGreaterThan(least)
  for (const { of, value, text, key } of numbers) {
    const x = key === undefined || key === '' || Number.isNaN(Number(key)) ? key : Number(key)
    const truth = meant(of, x)
    expect(agrees(of, x, Number(value), truth), `${of} at ${key} is ${truth}, not ${value}`).toBe(
      true,
    )
    expect(
      [2, 3, 4, 5, 6].map((digits) => short(Number(value), digits)),
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
    }: Circumstances = {},
  ) => {
    const context = await browser.newContext({
      viewport: { width, height: 800 },
      colorScheme,
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
          && !request.url().startsWith('data:')
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

  it('says nothing but what the engine computes', () => visit((page) => checkNumbers(page, 400)))

  it('computes the same wherever its settings are', async () => {
    await visit((page) => checkNumbers(page, 400), {
      hash: '#z=10,-10,-10&label=2&classes=100&start=wrong&offset=1000000',
    })
    await visit((page) => checkNumbers(page, 400), {
      hash: '#z=-12,0.5,12&label=1&classes=2&offset=100000000',
    })
  })

  it('draws what its tables say', () =>
    visit(async (page) => {
      const charts = await page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('.figure, .pair')].flatMap((figure) => {
          const head = [...figure.querySelectorAll('thead th')]
            .slice(1)
            .map((th) => th.textContent ?? '')
          const rows = [...figure.querySelectorAll<HTMLElement>('tbody tr')].map((row) => ({
            name: row.querySelector('th')?.textContent ?? '',
            key: row.dataset['key'] ?? '',
            values: [...row.querySelectorAll<HTMLElement>('td')].map((cell) =>
              Number(cell.dataset['value']),
            ),
          }))
          return [...figure.querySelectorAll<SVGElement>('svg.chart')].map((svg, panel) => ({
            figure: figure.id || 'lesson',
            panel,
            head,
            rows,
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
            bars: [...svg.querySelectorAll<SVGElement>('[data-bar]')].map((bar) => ({
              name: bar.dataset['bar'] ?? '',
              width: Number(bar.getAttribute('width')),
            })),
            points: [...svg.querySelectorAll<SVGElement>('[data-point]')].map((point) => ({
              name: point.dataset['point'] ?? '',
              at: (point.dataset['at'] ?? '').split(' ').map(Number),
            })),
          }))
        }),
      )
      const read = (axis: string, v: number, start: number, end: number): number => {
        const [kind, from = '', to = ''] = axis.split(' ')
        const [u, back] =
          kind === 'log' ? [Math.log10, (t: number) => 10 ** t]
          : kind === 'log1p' ? [(t: number) => Math.log10(1 + t), (t: number) => 10 ** t - 1]
          : [(t: number) => t, (t: number) => t]
        return back(
          u(Number(from)) + ((v - start) / (end - start)) * (u(Number(to)) - u(Number(from))),
        )
      }
      let compared = 0
      for (const {
        figure,
        panel,
        head,
        rows,
        x,
        y,
        frame: [left = NaN, right = NaN, top = NaN, bottom = NaN],
        span: [start = NaN, end = NaN],
        curves,
        bars,
        points,
      } of charts) {
        for (const [i, { name, points: drawn }] of curves.entries()) {
          const finite = rows.filter(({ values }) =>
            Number.isFinite(values[panel * curves.length + i]),
          )
          expect(drawn.length).toBe(finite.length)
          for (const [j, [px = NaN, py = NaN]] of drawn.entries()) {
            const row = finite[j]
            const key = figure === 'figure-step' ? Number(`1e-${row?.key}`) : Number(row?.key)
            const value = row?.values[panel * curves.length + i] ?? NaN
            const [[loX, hiX], [loY, hiY]] = [
              [px - 0.02, px + 0.02].map((v) => read(x, v, left, right)),
              [py + 0.02, py - 0.02].map((v) => read(y, v, bottom, top)),
            ] as [[number, number], [number, number]]
            expect(
              key >= loX && key <= hiX,
              `${figure}, ${name}: ${key} lies from ${loX} to ${hiX}`,
            ).toBe(true)
            expect(
              (value >= loY && value <= hiY) || (value <= hiY && py === bottom),
              `${figure}, ${name} at ${key}: ${value} lies from ${loY} to ${hiY}`,
            ).toBe(true)
            expect(head[panel * curves.length + i]).toContain(name)
            compared++
          }
        }
        for (const { name, width } of bars) {
          expect(
            Math.abs(
              width / (end - start)
                - (rows.find((row) => row.name === name)?.values[panel + 1] ?? NaN),
            ),
          ).toBeLessThan(1e-4)
          compared++
        }
        const corners = [
          [190, 26],
          [36, 238],
          [344, 238],
        ]
        for (const { name, at } of points) {
          const p = rows.find((row) => row.key === name)?.values ?? []
          for (const axis of [0, 1])
            expect(
              Math.abs(
                (at[axis] ?? NaN)
                  - p.reduce((sum, share, i) => sum + share * (corners[i]?.[axis] ?? NaN), 0),
              ),
            ).toBeLessThan(0.01)
          compared++
        }
      }
      expect(compared).toBeGreaterThan(300)
    }))

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
          await openAll(page, '.lesson, .answer, #figure-gap .twin, .search .twin')
          expect(await axeOn(page)).toEqual([])
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
        for (const lesson of lessons)
          for (const sentence of [
            lesson.question,
            lesson.scene,
            lesson.predict.ask,
            lesson.refutation.fact,
            lesson.refutation.because,
            lesson.change.say,
            lesson.exit.ask,
            lesson.answer,
          ])
            expect(text).toContain(sentence)
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
        expect(await rows('[data-witness]')).toEqual(
          expect.arrayContaining(
            (await exhibits()).map(({ id, verdict }) => [id, ...textsOf(verdict)]),
          ),
        )
        const held = []
        for (const lesson of lessons)
          held.push(
            [`lesson-${lesson.number}`, ...textsOf(await hold(lesson.breaks))],
            [`lesson-${lesson.number}`, ...textsOf(await holdAt(lesson.change))],
          )
        expect(await rows('.panel-card')).toEqual(held)
        expect(await page.locator('.figure svg.chart').count()).toBe(8)
        expect(await page.locator('.figure table').count()).toBe(5)
        expect(await page.locator('form:visible').count()).toBe(0)
      },
      { javaScriptEnabled: false },
    ))

  it('opens from a disk', () =>
    visit(
      async (page) => {
        await page.locator('#heads-z0').focus()
        await page.keyboard.press('ArrowRight')
        expect(page.url()).toContain('#z=3.5,1,-2')
      },
      { from: `file://${built}` },
    ))

  it('keeps its state in the address, and takes it from there', () =>
    visit(async (page) => {
      await page.locator('#gap-classes').selectOption('100')
      await page.locator('#figure-heads button', { hasText: 'Add 1 to all' }).click()
      await page.locator('#race-start').selectOption('wrong')
      const { hash } = new URL(page.url())
      expect(hash).toBe('#z=4,2,-1&classes=100&start=wrong')
      const text = await page.locator('#laboratory').innerText()
      await page.goto(`${address}#`)
      await page.reload()
      expect(await page.locator('#laboratory').innerText()).not.toBe(text)
      await page.goto(`${address}${hash}`)
      expect(await page.locator('#laboratory').innerText()).toBe(text)
      expect(await page.locator('#simplex-z1').inputValue()).toBe('2')
      await page.goto(`${address}#classes=many&nonsense`)
      expect(await page.locator('#notice').innerText()).toBe(
        'Expected 2 or 3 or 10 or 100, but received «many». Expected z, label, '
          + 'classes, start, offset, mistake, law, seed in the address, but received '
          + '«nonsense». The page shows what it starts with instead.',
      )
      expect(await page.locator('#gap-classes').inputValue()).toBe('10')
    }))

  it('is worked by keys alone', () =>
    visit(async (page) => {
      const focused = () =>
        page.evaluate(() => {
          const it = document.activeElement
          return it?.id || it?.textContent?.trim().slice(0, 40) || ''
        })
      const tabTo = async (name: string) => {
        for (let i = 0; i < 400; i++) {
          await page.keyboard.press('Tab')
          const outline = await page.evaluate(
            () => getComputedStyle(document.activeElement ?? document.body).outlineStyle,
          )
          expect(outline, `on the way to ${name}, at ${await focused()}`).not.toBe('none')
          if ((await focused()).startsWith(name)) return
        }
        throw new Error(`expected to come to ${name}, but did not`)
      }
      await tabTo('Skip')
      await tabTo('4Sigmoid')
      await page.keyboard.press('Enter')
      await tabTo('question-4.predict')
      await page.keyboard.type('0.99')
      await page.keyboard.press('Enter')
      expect(await page.locator('[data-question="4.predict"] output').innerText()).toBe(
        'It is 0.576095; 0.99 is off by 0.414.',
      )
      await tabTo('change-4')
      await page.keyboard.press('Control+A')
      await page.keyboard.type('{"gap":0,"others":2}')
      await page.keyboard.press('Enter')
      await page.locator('[data-verdict="4"] .held').waitFor()
      await tabTo('heads-z0')
      await page.keyboard.press('ArrowLeft')
      expect(await page.locator('output[for="heads-z0"]').innerText()).toBe('2.5')
      await tabTo('filter')
      await page.keyboard.type('hard sigmoid')
      await tabTo('hard-sigmoid')
      await page.keyboard.press('Enter')
      await page.locator('#seed-hard-sigmoid').waitFor()
      await tabTo('seed-hard-sigmoid')
      await page.keyboard.press('Enter')
      await page.locator('#hard-sigmoid .found[data-status="falsified"]').waitFor()
    }))

  it('answers a wrong input with a sentence', () =>
    visit(async (page) => {
      await openAll(page, '.lesson')
      await page.locator('[id="question-1.predict"]').fill('about a half')
      await page.locator('[data-question="1.predict"] button').click()
      expect(await page.locator('[data-question="1.predict"] output').innerText()).toBe(
        'expected a number, but received «about a half»',
      )
      for (const [text, sentence] of [
        ['<img src=x>', 'expected an input such as'],
        ['[1]', 'expected an input of softmax/shift-invariant in binary64, but received [1]'],
      ] as const) {
        await page.locator('#change-1').fill(text)
        await page.locator('[data-change="1"] button').click()
        await expect.poll(() => page.locator('[data-verdict="1"]').innerText()).toContain(sentence)
      }
    }))

  it(
    'finds every mistake live, at the inputs at which Node finds it',
    () =>
      visit(async (page) => {
        const live = await page.evaluate(async () => {
          document.querySelector('main')?.setAttribute('hidden', '') // what is not drawn takes no time to draw
          const found: { id: string; status: string; input: string }[] = []
          for (const card of document.querySelectorAll<HTMLDetailsElement>('#gallery .card')) {
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
        })
        const known = (await exhibits()).map(({ id, verdict }) => ({
          id,
          status: 'falsified',
          input: verdict.status === 'falsified' ? literal(verdict.clearest.input) : '',
        }))
        expect(live.toSorted(byId)).toEqual(known.toSorted(byId))
      }),
    300_000,
  )

  it('asked its server for one file only', () => expect(new Set(requests)).toEqual(new Set(['/'])))
})

/** Each mistake with the verdict that shows it, found by Node. */
const exhibits = async (): Promise<
  readonly { readonly id: string; readonly verdict: Verdict }[]
> => {
  if (found.length === 0)
    for (const mistake of inSight)
      found.push({ id: mistake.id, verdict: await clearestOf(mistake) })
  return found
}
const found: { readonly id: string; readonly verdict: Verdict }[] = []

/** What a card says of a verdict, row by row. */
const textsOf = (verdict: Verdict): string[] => {
  const outcome = outcomeOf(verdict)
  return outcome.status === 'falsified' ?
      evidenceOf(outcome)
        .filter(([slot]) => slot !== 'seed')
        .map(([, text = '']) => text)
    : []
}

const byId = (a: { readonly id: string }, b: { readonly id: string }): number =>
  a.id < b.id ? -1 : 1
