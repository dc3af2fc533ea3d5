import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { annotationsIn } from '../../src/report/annotations.ts'
import type { Outcome } from '../../src/verdict/outcome.ts'
import { outcome } from './outcomes.ts'

const here = import.meta.filename
/** What comes before the card. */
const headed = (outcomes: readonly Outcome[], isStrict = false): string[] =>
  annotationsIn(outcomes, isStrict).map((line) => line.replace(/(?<=[^:]::).*$/, ''))

describe('annotations', () => {
  it('stand at the file on trial, once for each cause', () => {
    const mine = ['softmax/sums-to-one', 'softmax/value', 'softmax/in-unit-interval'].map((law) =>
      outcome(law, 'falsified', {
        address: here,
        fault: { operation: 'softmax', region: 'large offset' },
      }),
    )
    const [line = '', ...others] = annotationsIn(mine)
    expect(others).toEqual([])
    expect(line).toMatch(
      /^::error file=[^,]*annotations\.test\.ts,title=[^,]*%3A softmax returns NaN where logits are large%2C in 3 laws,line=1::/,
    )
    expect(line).toContain('%0A  replay ')
    expect(line).not.toContain('\n')
  })
  it('warn where accuracy alone is lost, unless one is strict', () => {
    const mine = [outcome('softmax/accurate', 'falsified', { address: here, tier: 'accurate' })]
    expect(headed(mine)[0]).toMatch(/^::warning /)
    expect(headed(mine, true)[0]).toMatch(/^::error /)
  })
  it('say once that an address could not be tried, and escape what is written there', () => {
    const reason = '100 % of it:\nnothing, at all'
    const none: Outcome = { version: 1, status: 'untried', address: 'exec:a, b', reason }
    expect(annotationsIn([none, none])).toEqual([
      '::error title=exec%3Aa%2C b could not be tried::100 %25 of it:%0Anothing, at all',
    ])
    expect(headed([{ ...none, address: here }])).toEqual([
      `::error file=${resolve(here)},title=${here} could not be tried,line=1::`,
    ])
  })
})
