import { bands } from '../../laws/census.ts'
import { familyOf } from '../../laws/law.ts'
import { across, cross, field, figure, ring, upwards } from '../draw/axes.ts'
import { html, type Markup } from '../draw/markup.ts'
import { shown } from '../draw/numbers.ts'
import { isMeasured, type MeasuredOutcome } from '../../verdict/outcome.ts'
import { familiesOf, type Groups } from '../../trial/standing.ts'
import { folded, table, type Section } from './page.ts'

/**
 * Error against the gap: a strip for each family of laws, and in it the worst strain of each law in
 * each band of the gap.
 */
export const strips = (groups: Groups): Section | undefined => {
  const drawn = [...groups]
    .map(
      ([address, outcomes]) =>
        [
          address,
          outcomes.filter(isMeasured).filter(({ profile = {} }) => Object.keys(profile).length > 0),
        ] as const,
    )
    .filter(([, outcomes]) => outcomes.length > 0)
  if (drawn.length === 0) return undefined
  const body = html`<p>The gap is that of the two greatest logits, or of a lone logit from zero. A mark is a law: its worst strain in that band of the gap, a ring where the claim was kept, and a cross where it was not. The dashed line is the budget.</p>
${drawn.map(([name, outcomes]) =>
  folded(
    name,
    html`<div class="figures">
${familiesOf(outcomes).map((family) =>
  strip(
    name,
    family,
    outcomes.filter(({ law }) => familyOf(law) === family),
  ),
)}</div>`,
    groups.size === 1,
  ),
)}
`
  return { id: 'gap', title: 'Error against the gap', body }
}

const strip = (address: string, family: string, outcomes: readonly MeasuredOutcome[]): Markup => {
  const strains = outcomes.flatMap(({ profile = {} }) => Object.values(profile).map(Number))
  const most = strains.some((strain) => strain > 10) ? 6 : 1
  const [x, y] = [
    across({ kind: 'linear', from: 0, to: bands.length }),
    upwards({ kind: 'log', from: 10 ** faintest, to: 10 ** most }),
  ]
  const decades = [faintest, -2, 0, 2, 4, 6].filter((d) => d <= most)
  return figure({
    name: `Worst strain of the laws of ${family} against the gap, for ${address}`,
    caption: family,
    ticks: {
      x: edges.map(([band, text]) => ({ at: x(band), text })),
      y: decades.map((d) => ({
        at: y(10 ** d),
        text:
          d === 6 ? '1e6 +'
          : Math.abs(d) < 4 ? String(10 ** d)
          : `1e${d}`,
      })),
    },
    marks: html`<path class="budget" d="M${field.left} ${y(1)}H${field.width - field.right}"/>
${outcomes.flatMap(({ profile = {} }, i) =>
  Object.entries(profile).map(([band, size]) => {
    const [strain, middle] = [Number(size), bands.indexOf(band) + (i + 1) / (outcomes.length + 1)]
    return html`<g class="${strain <= 1 ? 'fair' : 'bad'}">${strain <= 1 ? ring(x(middle), y(strain)) : cross(x(middle), y(strain))}</g>`
  }),
)}
`,
    twin: folded(
      'the numbers',
      table(
        `Worst strain of ${family} at ${address}, by gap`,
        ['Law', ...bands.map((number) => ({ number }))],
        outcomes.map(({ law, profile = {} }) => [
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
