import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { report } from '../../src/report/page/report.ts'
import { axeOn, browserPath, launched, why } from './browser.ts'
import { outcome } from '../report/outcomes.ts'

const folder = mkdtempSync(join(tmpdir(), 'losslaws-pages-'))
afterAll(() => rmSync(folder, { recursive: true }))

const six = ['a', 'b', 'c', 'd', 'e', 'f'].flatMap((name) => {
  const of = {
    address: `examples/libraries/with/a/long/address/${name}.js`,
    trial: { name, format: 'binary64', runs: 100, suite: 2, losslaws: '0.1.0', node: 'v20' },
  }
  const fault = (operation: string, region: string) => ({ ...of, fault: { operation, region } })
  return [
    outcome('softmax/value', 'falsified', fault('softmax', 'tail')),
    outcome('sigmoid/value', 'falsified', fault('sigmoid', 'everyday')),
    outcome('gradient/p-minus-y', 'passed', { ...of, census: { masked: 3 } }),
    outcome('vjp/value', 'skipped', of),
  ]
})

describe.skipIf(browserPath === undefined)(`a page of ours in a browser${why}`, () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launched()
  })
  afterAll(() => browser?.close())

  const trial = join(folder, 'report.html')
  writeFileSync(trial, report(six, []))
  const board = new URL('../../examples/results/scoreboard.html', import.meta.url)
  const opened = async (
    file: URL,
    width: number,
    colorScheme: 'light' | 'dark' = 'light',
  ): Promise<Page> => {
    const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme })
    const page = await context.newPage()
    await page.goto(file.href)
    return page
  }
  const ofTrial = pathToFileURL(trial)
  const cardsOn = (page: Page): Promise<string[]> =>
    page.evaluate(() =>
      [...document.querySelectorAll('.card')]
        .filter((it) => it.checkVisibility())
        .map((it) => it.querySelector('dl')?.id ?? ''),
    )

  it.each([
    ['the report', ofTrial, 'light', 1280, 20],
    ['the report', ofTrial, 'dark', 360, 20],
    ['the scoreboard', board, 'dark', 1280, 10],
    ['the scoreboard', board, 'light', 360, 12],
  ] as const)(
    '%s is accessible, scrolls down alone, and is short: %#',
    async (_, file, scheme, width, screens) => {
      const page = await opened(file, width, scheme)
      const [wide, high] = await page.evaluate(() => [
        document.documentElement.scrollWidth,
        document.documentElement.scrollHeight,
      ])
      expect(wide).toBe(width)
      expect(high).toBeLessThan(800 * screens)
      expect(await axeOn(page)).toEqual([])
      await page.evaluate(() => {
        for (const it of document.querySelectorAll('details')) it.open = true
      })
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
      await page.context().close()
    },
    60_000,
  )
  it('leaves the cards of the values that are chosen, and the one to which a link leads', async () => {
    const page = await opened(ofTrial, 1280)
    expect(await cardsOn(page)).toHaveLength(12)
    await page.locator('label', { hasText: 'region' }).locator('select').selectOption('tail')
    const left = await cardsOn(page)
    expect(left).toHaveLength(6)
    await page.locator('label', { hasText: 'implementation' }).locator('select').selectOption('c')
    const [own = ''] = await cardsOn(page)
    expect([await cardsOn(page), left.includes(own)]).toEqual([[own], true])
    const other = left.find((id) => id !== own) ?? ''
    await page.locator(`a[href="#${other}"]`).first().click()
    expect((await cardsOn(page)).toSorted()).toEqual([own, other].toSorted())
    expect(await page.locator(`#${other}`).isVisible()).toBe(true)
    await page.context().close()
  })
  it('opens, from a verdict of the scoreboard, the card of its cause', async () => {
    const page = await opened(board, 1280)
    await page.locator('summary', { hasText: 'Verdict in each family' }).click()
    const link = page.locator('td a:has(.bad)').first()
    const target = (await link.getAttribute('href')) ?? ''
    expect(await page.locator(target).isVisible()).toBe(false)
    await link.click()
    expect(await page.locator(target).isVisible()).toBe(true)
    await page.context().close()
  })
})
