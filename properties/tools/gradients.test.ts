import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { at } from '../../src/arithmetic/sequence.ts'
import { gradientCheck } from '../../src/calculus/gradient-check.ts'
import { reference } from '../../src/core/reference.ts'
import { casesAt } from '../../tools/checkers/cases.ts'
import { besideTruth } from '../../tools/checkers/losslaws.ts'
import {
  inDerivatives,
  inDoubles,
  marksOfMistake,
  tableOf,
  type Marks,
} from '../../tools/gradient-table.ts'
import { faultsIn, gradients, page, recorded, textsOf } from '../../tools/gradients.ts'
import { isSoak } from '../soak.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const marks = JSON.parse(readFileSync(`${root}${recorded}`, 'utf8')) as Marks

describe('npm run gradients', () => {
  it('has judged every mistake in a derivative, and everything right in doubles', () => {
    expect(Object.keys(marks.mistakes)).toEqual(inDerivatives.map(({ id }) => id))
    expect(Object.keys(marks.correct)).toEqual(inDoubles.map(({ name }) => name))
  })
  it('has put into the page what it has recorded', () => {
    expect(faultsIn(root, textsOf(root, marks))).toEqual([])
    expect(readFileSync(`${root}${page}`, 'utf8')).toContain(tableOf(marks))
    const altered = { ...marks, correct: { ...marks.correct, another: '1'.repeat(27) } }
    expect(faultsIn(root, textsOf(root, altered))).toEqual([
      'examples/results/gradients.json: expected what npm run gradients writes, but received another text',
      'docs/gradients.md: expected what npm run gradients writes, but received another text',
    ])
  })
  it.each(['softmax-vjp-zero', 'bce-gradient-cancels', 'bce-corner-at-zero'])(
    'finds by trying what it has recorded of %s',
    (id) => {
      const mistake = inDerivatives.find((it) => it.id === id)
      expect(mistake && marksOfMistake(mistake)).toBe(marks.mistakes[id])
    },
  )
  it.runIf(isSoak)('finds all of it again', { timeout: 0 }, async () => {
    let words = ''
    expect([await gradients(['--check'], root, (text) => (words += text)), words]).toEqual([
      0,
      expect.stringContaining('are what the generator writes'),
    ])
  })
})

describe('the slopes of a case, which are taken once', () => {
  it('are judged as a gradient check judges them', () => {
    const one = casesAt(16).find(({ uses }) => uses[1] === 'crossEntropyGradient')
    if (one === undefined) throw new Error('there is no such case')
    const { at: x, pullBack } = one.of(reference)
    const g = pullBack([...x], [1])
    for (const wrong of [g, g.with(0, 2 * at(g, 0)), g.map((c) => c * (1 + 1e-13))]) {
      const it = {
        ...reference,
        operations: { ...reference.operations, crossEntropyGradient: () => wrong },
      }
      const report = gradientCheck((k, z) => at(one.truth(k, z), 0), wrong, x)
      expect(besideTruth(one, it, 0)).toEqual(report.slopes.map(({ status }) => status))
    }
  })
})
