import { stepExponents } from '../../laws/step-errors.ts'
import type { Entry } from '../entry.ts'
import { across, figure, ring, upwards } from './axes.ts'
import { html, type Markup } from './markup.ts'
import { folded, shown, table } from './page.ts'

/**
 * The gradient against a difference of the loss, step by step: of an implementation, and of the
 * reference in its format.
 */
export const steps = (groups: ReadonlyMap<string, readonly Entry[]>): Markup => {
  const swept = [...groups].flatMap(([address, entries]) =>
    entries.flatMap(({ stepErrors }) =>
      stepErrors === undefined ? [] : [{ address, ...stepErrors }],
    ),
  )
  if (swept.length === 0) return html``
  return html`<h2>The gradient against a difference of the loss</h2>
<p>∣(CE(z + h e₀, 0) − CE(z − h e₀, 0)) / 2h − ∂CE(z, 0)/∂z₀∣ at z = [1, 2, 3], from the implementation's own loss and gradient. As h shrinks, the error falls with h² until rounding, which grows as u/h, overtakes it. A gradient that belongs to another loss stays level at what it is off by. Nothing is judged here.</p>
<div class="figures">
${swept.map(sweep)}</div>
`
}

type Swept = { readonly address: string } & NonNullable<Entry['stepErrors']>

const sweep = ({ address, own, reference }: Swept): Markup => {
  const [x, y] = [across(1, stepExponents.length), upwards(-14, 1)]
  const points = (errors: readonly (number | string)[]) =>
    errors
      .map(Number)
      .flatMap((error, i) =>
        Number.isFinite(error) ?
          [[x(i + 1), y(Math.min(1, Math.max(-14, Math.log10(error))))] as const]
        : [],
      )
  const line = (errors: readonly (number | string)[], name: string) =>
    html`<path class="line${name}" d="${points(errors)
      .map(([a, b], i) => `${i === 0 ? 'M' : 'L'}${a} ${b}`)
      .join('')}"/>`
  return figure({
    name: `Error of the gradient of ${address} against the step h`,
    caption: `${address}: the implementation with rings, the reference dashed`,
    ticks: {
      x: [1, 10, 20, 30, 40, 50].map((k) => ({ at: x(k), text: `2⁻${raised(k)}` })),
      y: [-14, -11, -8, -5, -2, 1].map((d) => ({ at: y(d), text: d === 1 ? '10' : `1e${d}` })),
    },
    marks: html`<g class="odd">${line(reference, ' dashed')}</g>
<g class="fair">${line(own, '')}${points(own).map(([a, b]) => ring(a, b, 2))}</g>
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

const raised = (n: number): string =>
  [...String(n)].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('')
