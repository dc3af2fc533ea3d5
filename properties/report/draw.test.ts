import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { html } from '../../src/report/draw/markup.ts'
import { legend, lineChart, type LineChart } from '../../src/report/draw/line-chart.ts'
import { short, shown } from '../../src/report/draw/numbers.ts'
import { place, powerOfTenLabel, type Kind } from '../../src/report/draw/scale.ts'
import { table } from '../../src/report/draw/table.ts'
import { triangle } from '../../src/report/draw/triangle.ts'

/** The values of an attribute in a drawing, in order. */
const all = ({ html }: { readonly html: string }, attribute: string): string[] =>
  [...html.matchAll(new RegExp(` ${attribute}="([^"]*)"`, 'g'))].map(([, value = '']) => value)

const chart = (more: Partial<LineChart> = {}): LineChart => ({
  title: 'the loss',
  description: 'it falls',
  x: { label: 'z', kind: 'linear', from: 0, to: 10, ticks: [0, 5, 10] },
  y: { label: 'loss', kind: 'log1p', from: 0, to: 999, ticks: [0, 999], tick: (v) => `<${v}>` },
  series: [
    {
      name: 'cross-entropy',
      look: 0,
      points: [
        [0, 0],
        [5, 999],
        [6, NaN],
        [10, Infinity],
        [10, 99],
      ],
    },
  ],
  ...more,
})

describe('a line chart', () => {
  it('starts a curve again after a value that is not finite', () => {
    expect(all(lineChart(chart()), 'd').at(-1)).toBe('M46 218L208 14M370 82')
  })
  it('draws over its curves by the places of its axes', () => {
    expect(all(lineChart(chart()), 'cx')).toEqual([])
    const over: LineChart['over'] = (px) => html`<circle cx="${px(0)}"/><circle cx="${px(10)}"/>`
    expect(all(lineChart(chart({ over })), 'cx')).toEqual(['46', '370'])
  })
  it('names its levels on the side and above or below as told', () => {
    const level = { at: 999, name: 'cap', look: 1, side: 'left' } as const
    const { html } = lineChart(
      chart({ levels: [level, { ...level, side: 'right', above: false }] }),
    )
    expect(html).toContain('x="50" y="9" text-anchor="start">cap<')
    expect(html).toContain('x="368" y="28" text-anchor="end">cap<')
  })
  it('writes its ticks as its axis does, escaped', () => {
    expect(lineChart(chart()).html).toContain('>&#60;999&#62;</text>')
    expect(legend([{ name: 'a & b', look: 2 }]).html).toMatch(/look-2.*a &#38; b/)
  })
})

describe('an axis', () => {
  const kinds: readonly Kind[] = ['linear', 'log', 'log1p']
  it.each(kinds)('that is %s keeps the order of numbers, and both its ends', (kind) => {
    const axis = { kind, from: 1, to: 1000 }
    expect([1, 1000, 0, 5000].map((x) => place(axis, x, 10, 20))).toEqual([10, 20, 10, 20])
    const numbers = fc.double({ min: 1, max: 1000, noNaN: true })
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        expect(place(axis, Math.min(a, b), 0, 1)).toBeLessThanOrEqual(
          place(axis, Math.max(a, b), 0, 1),
        )
      }),
    )
  })
  it('places what is no number at its start', () => {
    expect(place({ kind: 'log', from: 1, to: 10 }, NaN, 3, 4)).toBe(3)
  })
  it('labels powers of ten as people write them', () => {
    expect([1, 10, 1000, 1e-2].map(powerOfTenLabel)).toEqual(['1', '10', '10³', '10⁻²'])
  })
})

describe('a number in a drawing', () => {
  it.each([
    [0, '0'],
    [-0.5, '−0.5'],
    [1 - 2e-9, '1 − 2e−9'],
    [1e-4, '1e−4'],
    [2e7, '2e7'],
    [-Infinity, '−∞'],
    [NaN, 'NaN'],
  ])('%d is written %s', (x, text) => {
    expect(short(x)).toBe(text)
  })
  it.each([
    [0, '0'],
    [1.2345, '1.23'],
    [2e6, '2.00e+6'],
    [1e-5, '1.00e-5'],
    [Infinity, '∞'],
    [NaN, 'NaN'],
  ])('%d is shown as %s', (x, text) => {
    expect(shown(x)).toBe(text)
  })
})

describe('a triangle', () => {
  it('seats a distribution at the mean of the corners that it weighs', () => {
    const drawing = triangle({
      title: 'three classes',
      description: 'all of them',
      corners: ['a', 'b', 'c'],
      region: { name: 'near a', look: 1, vertices: [[1, 0, 0]] },
      points: [
        { name: 'sure', look: 0, at: [0, 1, 0] },
        { name: 'chance', look: 1, at: [1 / 3, 1 / 3, 1 / 3] },
      ],
    })
    expect(all(drawing, 'data-at')).toEqual(['36 292.74', '190 203.83'])
    expect(all(drawing, 'd').slice(-2)).toEqual([
      'M30 292.74a6 6 0 1 0 12 0a6 6 0 1 0 -12 0Z',
      'M184 203.83a6 6 0 1 0 12 0a6 6 0 1 0 -12 0Z',
    ])
  })
})

describe('the table of a figure', () => {
  it('heads a row by its name, or by its key in words', () => {
    const drawing = table({
      about: 'the numbers',
      key: 'classes',
      columns: [{ name: 'loss', of: 'crossEntropy' }],
      rows: [
        { key: 2, values: [0.5] },
        { key: 'two', values: [1] },
        { key: 3, name: 'three', values: [NaN] },
      ],
    })
    expect([...drawing.html.matchAll(/scope="row">([^<]*)</g)].map(([, head]) => head)).toEqual([
      '2',
      'two',
      'three',
    ])
    expect(all(drawing, 'data-value')).toEqual(['0.5', '1', 'NaN'])
  })
})
