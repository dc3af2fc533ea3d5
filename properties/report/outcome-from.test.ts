import { describe, expect, it } from 'vitest'
import { outcomeFrom } from '../../src/report/board/outcome-from.ts'
import { outcome, witness } from './outcomes.ts'

/** An outcome that JSON kept, with these fields. */
const read = (more: object, status: 'passed' | 'falsified' = 'falsified') =>
  outcomeFrom(JSON.parse(JSON.stringify(outcome('softmax/value', status, more))), 'r.jsonl')

const likeness = { operation: 'softmax', mistakes: ['softmax-no-max-shift'], probes: 18 }
const unasked = { reason: 'lines of more than 65536 bytes', inputs: 2 }
const code = { language: 'python', text: 'import torch' }
const truth = { claim: witness.claim, strain: 2 }
const fault = { region: 'everyday', operation: 'softmax', changes: true, code, truth }
const error = { ulp: 1, budget: 2, case: 'softmax/basic/001' }
const cases = [
  { case: 'softmax/basic/001', status: 'falsified', strain: 2, ulp: 'Infinity' },
  { case: 'softmax/basic/002', status: 'errored', reason: 'threw' },
]
const all = { inputs: 7, form: 'with logits [x, 0]', isInDomain: true, failing: 1 }

describe('an outcome in JSON', () => {
  it('may hold all that a trial writes', () => {
    const full = { likeness, unasked, fault, error, cases, all, undecided: 1 }
    expect(read(full)).toMatchObject(full)
    expect(read({ unasked, error, worst: 1, runs: 5 }, 'passed')).toMatchObject({ unasked, error })
  })
  it.each([
    ['likeness', { ...likeness, operation: 7 }],
    ['likeness', { ...likeness, mistakes: 'one' }],
    ['likeness', { ...likeness, probes: -1 }],
    ['likeness', 7],
    ['unasked', { reason: 'long' }],
    ['unasked', { inputs: 2 }],
    ['fault', { ...fault, region: 'nowhere' }],
    ['fault', { ...fault, changes: 1 }],
    ['fault', { ...fault, code: { language: 'python' } }],
    ['fault', { ...fault, code: { text: 'import torch' } }],
    ['fault', { ...fault, truth: { claim: { about: 'p' }, strain: 2 } }],
    ['error', { ...error, case: 7 }],
    ['error', { ...error, budget: 'two' }],
    ['cases', [{ case: 'x', status: 'passed' }]],
    ['cases', [{ ...cases[0], ulp: 'far' }]],
    ['all', { ...all, form: 7 }],
    ['undecided', -1],
  ])('is refused where its %s is %j', (field, x) => {
    expect(() => read({ [field]: x })).toThrow(`r.jsonl: softmax/value: ${field}: expected `)
  })
})
