#!/usr/bin/env node
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { at, greatest } from '../src/arithmetic/sequence.ts'
import { lineChart } from '../src/report/draw/line-chart.ts'
import { html } from '../src/report/draw/markup.ts'
import { palettes } from '../src/report/page/style.ts'
import { generator, otherThan, whenStarted } from './generator.ts'

/** What one run of the benches came to: ratios of medians, each within that run. */
export type Kept = {
  readonly date: string
  readonly commit: string
  readonly node: string
  readonly cpu: string
  readonly ratios: Readonly<Record<string, number>>
}

/** As much of what `vitest bench --outputJson` writes as is read. */
export type Written = {
  readonly files: readonly {
    readonly groups: readonly {
      readonly fullName: string
      readonly benchmarks: readonly { readonly name: string; readonly median: number }[]
    }[]
  }[]
}

/** A number that is followed: what takes how long, in those of what. */
type Followed = {
  readonly name: string
  readonly group: RegExp
  /** Names of benches; without one, all of the group together. */
  readonly of?: string
  readonly inThoseOf: string
  /** Where that is measured, if in another group. */
  readonly otherGroup?: RegExp
}

const engine = (words: string, name: string, of: string, inThoseOf: string): Followed => ({
  name: `${words} at 50 digits, in those of ${inThoseOf}`,
  group: new RegExp(`at 50 digits > ${name}$`),
  of,
  inThoseOf,
})
const followed: readonly Followed[] = [
  engine('e^x', 'exp', 'bigfloat', 'MPFR'),
  engine('log x', 'log', 'bigfloat', 'MPFR'),
  engine('an enclosure of e^x', 'exp', 'bigfloat, as an enclosure', 'Arb'),
  engine('an enclosure of log x', 'log', 'bigfloat, as an enclosure', 'Arb'),
  {
    name: 'a gradient check of 1,000 entries, in those of 100 entries',
    group: /it as a whole, at 50 digits, bigfloat/,
    of: '1000',
    inThoseOf: '100',
  },
  {
    name: 'all laws on the reference, in drawings of inputs for softmax/value',
    group: /> 100 inputs and the examples of$/,
    inThoseOf: 'drawn by fast-check, and not judged',
    otherGroup: /> 100 inputs for softmax\/value$/,
  },
]

/** The ratios of a run, of those whose benches were run: MPFR and Arb are not installed everywhere. */
export const ratiosOf = ({ files }: Written): Readonly<Record<string, number>> => {
  const groups = files.flatMap((file) => file.groups)
  const medianOf = (group: RegExp, bench?: string): number | undefined => {
    const benchmarks = groups
      .filter(({ fullName }) => group.test(fullName))
      .flatMap((it) => it.benchmarks)
      .filter(({ name }) => bench === undefined || name === bench)
    return benchmarks.length === 0 ?
        undefined
      : benchmarks.reduce((sum, { median }) => sum + median, 0)
  }
  return Object.fromEntries(
    followed.flatMap(({ name, group, of, inThoseOf, otherGroup = group }) => {
      const [own, other] = [medianOf(group, of), medianOf(otherGroup, inThoseOf)]
      return own === undefined || other === undefined ?
          []
        : [[name, Number((own / other).toPrecision(3))]]
    }),
  )
}

const [folder, page, drawing] = ['bench', 'docs/growth.md', 'docs/growth.svg'] as const
const benches = '.build/bench.json'

const nameOf = ({ date, commit }: Kept): string => `${date.replaceAll(/[ :]/g, '-')}-${commit}.json`

/** What was kept, the oldest first. */
const keptIn = (root: string): readonly Kept[] =>
  (existsSync(join(root, folder)) ? readdirSync(join(root, folder)) : [])
    .toSorted()
    .map((name) => JSON.parse(readFileSync(join(root, folder, name), 'utf8')) as Kept)

/** The page and its drawing, given what was kept. */
export const textsOf = (root: string, all: readonly Kept[]): ReadonlyMap<string, string> =>
  new Map([
    [
      page,
      readFileSync(join(root, page), 'utf8').replace(
        /(?<=<!-- growth-kept -->\n).*(?=<!-- \/growth-kept -->)/s,
        () => table(all),
      ),
    ],
    [drawing, drawn(all)],
  ])

const namesIn = (all: readonly Kept[]): readonly string[] =>
  followed.map(({ name }) => name).filter((name) => all.some(({ ratios }) => name in ratios))

const table = (all: readonly Kept[]): string => {
  const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |\n`
  return [
    row(['', ...all.map(({ date, commit }) => `${date}, \`${commit}\``)]),
    row(['---', ...all.map(() => '---:')]),
    ...namesIn(all).map((name) => row([name, ...all.map(({ ratios }) => ratios[name] ?? '')])),
    row(['on', ...all.map(({ cpu, node }) => `${cpu}, Node ${node}`)]),
  ].join('')
}

/** Each ratio in those of the first time that it was measured, run by run. */
const drawn = (all: readonly Kept[]): string => {
  const series = namesIn(all).map((name, look) => {
    const values = all.flatMap(({ ratios }, i) =>
      name in ratios ? [[i, ratios[name]!] as const] : [],
    )
    const [, first] = at(values, 0)
    return { name, look, points: values.map(([i, ratio]) => [i, ratio / first] as const) }
  })
  const heights = series.flatMap(({ points }) => points.map(([, y]) => y))
  const highest = Math.ceil(2 * greatest(heights, 1)) / 2
  const chart = lineChart({
    title: 'What the benches came to, run by run',
    description: 'Each ratio in those of the first run in which it was measured.',
    x: {
      label: 'run',
      kind: 'linear',
      from: 0,
      to: Math.max(1, all.length - 1),
      ticks: all.map((_, i) => i),
      tick: (i) => all[i]?.date.slice(5, 10) ?? '',
    },
    y: {
      label: 'ratio',
      kind: 'linear',
      from: 0,
      to: highest,
      ticks: Array.from({ length: 2 * highest + 1 }, (_, i) => i / 2),
    },
    series,
  })
  return `${
    html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 880 270" role="img" aria-label="What the benches came to, run by run">
<style>${{ html: style }}</style>
<rect width="880" height="270" fill="${palettes.light.paper}"/>
<svg x="0" y="5" width="380" height="260">${chart}</svg>
${series.map(({ name, look }, i) => html`<path class="curve look-${look}" d="M392 ${24 + 22 * i}h28"/><text x="428" y="${28 + 22 * i}">${name}</text>`)}
</svg>`.html
  }\n`
}

const { ink, quiet, rule, fair, bad, good } = palettes.light
const style =
  `text{font:12px system-ui,sans-serif;fill:${quiet}}svg{overflow:visible}path{fill:none;stroke:${rule}}.grid{opacity:.3}.curve{stroke-width:2.2}`
  + [fair, bad, good, ink, quiet, fair]
    .map((colour, look) => `.look-${look}{stroke:${colour};stroke-dasharray:${9 - look} ${look}}`)
    .join('')

const entryOf = (root: string): Kept => {
  const file = join(root, benches)
  if (!existsSync(file))
    throw new Error(`expected ${benches}, which npm run bench writes, but there is none`)
  const [commit = '', date = ''] = execFileSync(
    'git',
    ['log', '-1', '--format=%h,%cd', '--date=format:%Y-%m-%d %H:%M'],
    { cwd: root, encoding: 'utf8' },
  )
    .trim()
    .split(',')
  return {
    date,
    commit,
    node: process.versions.node,
    cpu: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`,
    ratios: ratiosOf(JSON.parse(readFileSync(file, 'utf8')) as Written),
  }
}

/** What the last `npm run bench` came to, kept by its date and commit, and drawn beside earlier ones. */
export const growth = generator({
  name: 'growth',
  purpose: 'keep what the last npm run bench came to, and draw it beside what was kept before',
  options: { '--drawn': 'draw what was kept, and keep nothing' },
  generated: (root, option) => {
    const kept = keptIn(root)
    if (option === '--check' || option === '--drawn')
      return { texts: textsOf(root, kept), what: `${kept.length} runs of the benches` }
    const entry = entryOf(root)
    const all = [...kept.filter(({ commit }) => commit !== entry.commit), entry].toSorted((a, b) =>
      nameOf(a) < nameOf(b) ? -1 : 1,
    )
    return {
      texts: new Map([
        [join(folder, nameOf(entry)), `${JSON.stringify(entry, null, 2)}\n`],
        ...textsOf(root, all),
      ]),
      what: `${folder}/${nameOf(entry)}, beside ${all.length - 1} others`,
      excerpt: table([entry]),
    }
  },
  faultsIn: otherThan('growth'),
})

await whenStarted('growth', growth, '.')
