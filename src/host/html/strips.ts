import { bands } from '../../laws/census.ts'
import { familyOf } from '../../laws/law.ts'
import type { Entry } from '../entry.ts'
import { familiesOf } from '../standing.ts'
import { across, cross, field, figure, ring, upwards } from './axes.ts'
import { html, type Markup } from './markup.ts'
import { folded, shown, table } from './page.ts'

/**
 * Error against the gap: a strip for each family of laws, and in it the worst strain of each law in
 * each band of the gap.
 */
export const strips = (groups: ReadonlyMap<string, readonly Entry[]>): Markup => {
  const drawn = [...groups]
    .map(
      ([address, entries]) =>
        [
          address,
          entries.filter(({ profile }) => profile !== undefined && Object.keys(profile).length > 0),
        ] as const,
    )
    .filter(([, entries]) => entries.length > 0)
  if (drawn.length === 0) return html``
  return html`<h2>Error against the gap</h2>
<p>The gap is that of the two greatest logits, or of a lone logit from zero. A mark is a law: its worst strain in that band of the gap, a ring where the claim was kept, and a cross where it was not. The dashed line is the budget.</p>
${drawn.map(
  ([address, entries]) => html`<h3>${address}</h3>
<div class="figures">
${familiesOf(entries).map((family) =>
  strip(
    address,
    family,
    entries.filter(({ law }) => familyOf(law) === family),
  ),
)}</div>`,
)}
`
}

const strip = (address: string, family: string, entries: readonly Entry[]): Markup => {
  const strains = entries.flatMap(({ profile = {} }) => Object.values(profile).map(Number))
  const most = strains.some((strain) => strain > 10) ? 6 : 1
  const [x, y] = [across(0, bands.length), upwards(faintest, most)]
  const height = (strain: number) => y(Math.min(Math.max(Math.log10(strain), faintest), most))
  const decades = [faintest, -2, 0, 2, 4, 6].filter((d) => d <= most)
  return figure({
    name: `Worst strain of the laws of ${family} against the gap, for ${address}`,
    caption: family,
    ticks: {
      x: edges.map(([band, text]) => ({ at: x(band), text })),
      y: decades.map((d) => ({
        at: y(d),
        text:
          d === 6 ? '1e6 +'
          : Math.abs(d) < 4 ? String(10 ** d)
          : `1e${d}`,
      })),
    },
    marks: html`<path class="budget" d="M${field.left} ${y(0)}H${field.width - field.right}"/>
${entries.flatMap(({ profile = {} }, i) =>
  Object.entries(profile).map(([band, size]) => {
    const [strain, middle] = [Number(size), bands.indexOf(band) + (i + 1) / (entries.length + 1)]
    return html`<g class="${strain <= 1 ? 'fair' : 'bad'}">${strain <= 1 ? ring(x(middle), height(strain)) : cross(x(middle), height(strain))}</g>`
  }),
)}
`,
    twin: folded(
      'the numbers',
      table(
        `Worst strain of ${family} at ${address}, by gap`,
        ['Law', ...bands.map((number) => ({ number }))],
        entries.map(({ law, profile = {} }) => [
          html`<code>${law}</code>`,
          ...bands.map((band) =>
            profile[band] === undefined ? '–' : shown(Number(profile[band])),
          ),
        ]),
      ),
    ),
  })
}

/**
 * The decade at the foot of a strip, where all that is fainter stands; what is over a million
 * stands at the top.
 */
const faintest = -4
/** The edges of the bands that have room for words. */
const edges = [
  [0.5, 'tie'],
  [2, '1e-9'],
  [3, '1e-6'],
  [4, '0.001'],
  [5, '0.1'],
  [6, '1'],
  [7, '10'],
  [8, '100'],
  [9, '700'],
] as const
