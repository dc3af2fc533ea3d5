// Laws of my own for softmax, as a learner writes them. The last one is too strict, which losslaws
// judge finds out.
import fc from 'fast-check'
import { ask, atMost, law, near, total } from 'losslaws'

const scores = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 2, maxLength: 5 })

export const sumsToOne = law({
  id: 'my/sums-to-one',
  equation: 'the probabilities sum to 1',
  proof: 'each is divided by the sum of all.',
  uses: ['softmax'],
  inputs: () => scores,
  examples: [[0, 0]],
  *claims(z) {
    const p = yield* ask('softmax', z)
    return [near('the sum of the probabilities', total(p), 1, 1e-12)]
  },
})

export const forgetsShift = law({
  id: 'my/forgets-shift',
  equation: 'adding 1000 to every score changes nothing',
  proof: 'the factor e^1000 cancels.',
  uses: ['softmax'],
  inputs: () => scores,
  examples: [[0, 0]],
  *claims(z) {
    const p = yield* ask('softmax', z)
    const q = yield* ask(
      'softmax',
      z.map((x) => x + 1000),
    )
    return p.map((x, i) => near(`probability ${i} after the shift`, q[i], x, 1e-12))
  },
})

export const othersFall = law({
  id: 'my/others-fall',
  equation: 'a higher last score takes a billionth at least from the first probability',
  proof: 'the sum grows, and the first term does not.',
  uses: ['softmax'],
  inputs: () => scores,
  examples: [[0, 0]],
  *claims(z) {
    const p = yield* ask('softmax', z)
    const q = yield* ask('softmax', [...z.slice(0, -1), z.at(-1) + 1])
    return [atMost('the first probability', q[0], p[0] - 1e-9)]
  },
})
