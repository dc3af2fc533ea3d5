import type { JsonNumber } from '../../contract/literal.ts'
import { stepExponents } from '../../laws/step-errors.ts'
import { isMeasured, type Measured } from '../../verdict/outcome.ts'
import type { Groups } from '../../trial/standing.ts'
import { across, figure, ring, upwards } from '../draw/axes.ts'
import { curve } from '../draw/scale.ts'
import { html, type Markup } from '../draw/markup.ts'
import { raised, shown } from '../draw/numbers.ts'
import { folded, table, type Section } from './page.ts'

/**
 * The gradient against a difference of the loss, step by step: of an implementation, and of the
 * reference in its formats.
 */
export const steps = (groups: Groups): Section | undefined => {
  const swept = [...groups].flatMap(([address, outcomes]) =>
    outcomes
      .filter(isMeasured)
      .flatMap(({ stepErrors }) => (stepErrors === undefined ? [] : [{ address, ...stepErrors }])),
  )
  if (swept.length === 0) return undefined
  const body = html`<p>∣(CE(z + h e₀, 0) − CE(z − h e₀, 0)) / 2h − ∂CE(z, 0)/∂z₀∣ at z = [1, 2, 3], from the implementation's own loss and gradient. As h shrinks, the error falls with h² until rounding, which grows as u/h, overtakes it. A gradient that belongs to another loss stays level at what it is off by. Nothing is judged here.</p>
<div class="figures">
${swept.map(sweep)}</div>
`
  return { id: 'steps', title: 'Gradient against difference', body }
}

type Swept = { readonly address: string } & NonNullable<Measured['stepErrors']>

const sweep = ({ address, own, reference }: Swept): Markup => {
  const x = across({ kind: 'linear', from: 1, to: stepExponents.length })
  const y = upwards({ kind: 'log', from: 1e-14, to: 10 })
  const points = (errors: readonly JsonNumber[]) =>
    errors
      .map(Number)
      .map((error, i) => (Number.isFinite(error) ? ([x(i + 1), y(error)] as const) : undefined))
  const line = (errors: readonly JsonNumber[], name: string) =>
    html`<path class="line${name}" d="${curve(points(errors))}" />`
  return figure({
    name: `Error of the gradient of ${address} against the step h`,
    caption: `${address}: the implementation with rings, the reference dashed`,
    ticks: {
      x: [1, 10, 20, 30, 40, 50].map((k) => ({ at: x(k), text: `2${raised(-k)}` })),
      y: [-14, -11, -8, -5, -2, 1].map((d) => ({
        at: y(10 ** d),
        text: d === 1 ? '10' : `1e${d}`,
      })),
    },
    marks: html`<g class="odd">${line(reference, ' dashed')}</g>
<g class="fair">${line(own, '')}${points(own).map((point) => point !== undefined && ring(point[0], point[1], 2))}</g>
`,
    twin: folded(
      'the numbers',
      table(
        `Error against the step, for ${address}`,
        ['h', { number: 'implementation' }, { number: 'reference' }],
        stepExponents.map((exponent, i) => [
          `2^${exponent}`,
          shown(Number(own[i])),
          shown(Number(reference[i])),
        ]),
      ),
    ),
  })
}
