import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import axe from 'axe-core'
import { chromium, type Browser, type Page } from 'playwright-core'

/** The browser that CHROMIUM names, or the first of its names on the path. */
export const browserPath = [
  process.env['CHROMIUM'],
  ...['chromium', 'chromium-browser', 'google-chrome'].flatMap((name) =>
    (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, name)),
  ),
].find((path) => path !== undefined && path !== '' && existsSync(path))

/** Why what needs a browser is skipped, for a title; nothing where there is one. */
export const why =
  browserPath === undefined ?
    ', which is skipped: neither CHROMIUM nor PATH leads to Chromium (apt-get install chromium)'
  : ''
if (browserPath === undefined) console.warn(`The pages in a browser${why}.`)

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export const launched = (): Promise<Browser> =>
  chromium.launch({ executablePath: browserPath ?? '', args: flags })

/** What axe finds wrong. */
export const axeOn = async (page: Page): Promise<string[]> => {
  await page.evaluate(axe.source)
  const results = await page.evaluate(() =>
    (globalThis as unknown as { axe: typeof axe }).axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      resultTypes: ['violations'],
    }),
  )
  return results.violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .map((node) => node.html.slice(0, 120))
        .slice(0, 4)
        .join(' | ')}`,
  )
}
