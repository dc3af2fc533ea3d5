import type { DeclaredFormat, Domain } from '../../src/contract/numbers.ts'
import type { Outcome, Trial, WrittenWitness } from '../../src/verdict/outcome.ts'

/** Outcomes as a trial would write them, for whoever reads outcomes. */

export const trial: Trial = {
  name: 'a',
  format: 'binary64',
  runs: 100,
  suite: 2,
  losslaws: '0.1.0',
  node: 'v20.0.0',
}

/** What kernels do: narrow storage, and arithmetic in binary32. */
export const mix = {
  logits: 'bfloat16',
  arithmetic: 'binary32',
  results: 'bfloat16',
} as const satisfies DeclaredFormat
export const domain: Domain = { logits: [-1e4, 1e4] }

/** softmax([710, 0])[0] = NaN, must lie within 1 ± 2^-50. */
export const witness: WrittenWitness = {
  input: [710, 0],
  claim: {
    about: 'softmax(z)[0]',
    value: 'NaN',
    within: { lo: '0x3ffffffffffffp-50', hi: '0x4000000000001p-50', budget: '0x1p-50' },
  },
  refuted: 1,
  strain: 'Infinity',
}

/** The outcome of one law, which is as short as its status allows, and more beside. */
export const outcome = (
  law: string,
  status: Exclude<Outcome['status'], 'untried'>,
  more: object = {},
): Outcome =>
  // What a test adds is for the test to know.
  ({
    version: 1,
    address: './a.ts',
    law,
    tier: 'textbook',
    equation: 'p = p',
    proof: 'it is so.',
    status,
    ...byStatus[status],
    trial,
    ...more,
  }) as Outcome

const byStatus = {
  passed: { runs: 1, seed: 1, worst: 0, census: {} },
  falsified: {
    smallest: witness,
    clearest: witness,
    replay: { seed: 1, path: null },
    census: {},
  },
  errored: { reason: 'it threw' },
  skipped: { reason: 'no softmax' },
}

export const untried = (address: string): Outcome => ({
  version: 1,
  status: 'untried',
  address,
  reason: `${address} could not be imported`,
})
