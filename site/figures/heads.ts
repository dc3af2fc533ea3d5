import { binary64 } from '../../src/arithmetic/binary64.ts'
import { heads, type HeadName } from '../../src/core/heads.ts'
import { html } from '../../src/report/draw/markup.ts'
import { number } from '../../src/report/draw/numbers.ts'
import { barChart } from '../../src/report/draw/bar-chart.ts'
import { cap } from './bounds.ts'
import type { Figure } from './figure.ts'

/** The three heads of the founding question, as they are called and drawn. */
export const contenders = [
  { head: 'softmax', name: 'softmax', look: 0 },
  { head: 'sigmoidThenSoftmax', name: 'sigmoid, then softmax', look: 1 },
  { head: 'oneVsRest', name: 'one sigmoid a class', look: 2 },
] as const satisfies readonly {
  readonly head: HeadName
  readonly name: string
  readonly look: number
}[]

export const classNames = ['A', 'B', 'C'] as const
export const engine = heads(binary64)

/** Three heads read the same logits. */
export const headsFigure: Figure = {
  id: 'heads',
  title: 'The same logits, read by three heads',
  settings: ['z', 'label'],
  show: ({ z, label }) => {
    const at = JSON.stringify(z)
    const read = contenders.map(({ head, name, look }) => ({
      head,
      name,
      look,
      p: engine[head].predict(z),
      loss: engine[head].loss(z, label),
    }))
    const lossOf = (head: HeadName) =>
      number(engine[head].loss(z, label), `heads.${head}.loss(${at}, ${label})`)
    const sum = engine.oneVsRest.predict(z).reduce((a, b) => a + b)
    return {
      panels: read.map(({ name, look, p, head }) => ({
        name,
        drawing: barChart({
          title: name,
          look,
          bars: p.map((value, i) => ({ name: classNames[i] ?? '', value })),
          ...(head === 'sigmoidThenSoftmax' ? { cap: { at: cap(3), name: 'cap e/(e + 2)' } } : {}),
        }),
      })),
      reading: html`If the label is ${classNames[label]}, softmax pays a loss of ${lossOf('softmax')}, sigmoid then softmax ${lossOf('sigmoidThenSoftmax')}, and the three sigmoids ${lossOf('oneVsRest')} together. The middle head gives no class more than ${number(cap(3), 'Math.E / (Math.E + 2)')}; the probabilities of the last sum to ${number(sum, `sum(heads.oneVsRest.predict(${at}))`)}.`,
      table: {
        about: 'What each head makes of the logits',
        key: 'class',
        columns: [
          { name: 'logit', of: `${at}[x]` },
          ...contenders.map(({ head, name }) => ({ name, of: `heads.${head}.predict(${at})[x]` })),
        ],
        rows: z.map((x, i) => ({
          key: i,
          name: classNames[i] ?? '',
          values: [x, ...read.map(({ p }) => p[i] ?? NaN)],
        })),
      },
    }
  },
}
