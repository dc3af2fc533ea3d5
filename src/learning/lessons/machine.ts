import { formats } from '../../arithmetic/format.ts'
import { at } from '../../arithmetic/sequence.ts'
import clips from '../../mistakes/cross-entropy-clips-probability.ts'
import ofSigmoid from '../../mistakes/bce-log-of-sigmoid.ts'
import { right } from '../../mistakes/mistake.ts'
import unshifted from '../../mistakes/softmax-no-max-shift.ts'
import { list, made, shown, type Lesson } from './lesson.ts'

const behind = (gap: number): number[] => [0, gap]
const clipped = (gap: number): number => made(clips, 'crossEntropy', behind(gap), 0)
const logOfSoftmax = (gap: number): number => -Math.log(at(right.softmax(behind(gap)), 0))
const [some, much] = [20, 1000]
const hot = [1, -10, 1000]
const saturated = 37

export default {
  number: 11,
  id: 'machine',
  question: 'Why does the loss take scores, not probabilities?',
  scene: `A loss takes softmax, clips the probabilities to between 1e-7 and 1 − 1e-7 so that no logarithm meets 0, and returns −log p. The label trails by ${some} at one example and by ${much} at another; the first costs ${shown(clipped(some))}.`,
  predict: { ask: 'What does the second cost?', answer: clipped(much), within: 0.2 },
  holds: [
    { law: 'cross-entropy/no-ceiling', on: 'core:binary64' },
    { law: 'cross-entropy/value', on: 'core:binary64' },
    { law: 'softmax/sums-to-one', on: 'core:binary64' },
    { law: 'binary/no-ceiling', on: 'core:binary64' },
  ],
  breaks: { law: 'cross-entropy/no-ceiling', on: 'mistake:cross-entropy-clips-probability' },
  refutation: {
    thought: 'take softmax first, and add a small number where the logarithm might meet 0.',
    fact: `the clip charges ${shown(clipped(some))} for a gap of ${some} and ${shown(clipped(much))} for a gap of ${much}, and its slope is ${list(made(clips, 'crossEntropyGradient', behind(some), 0))} at both. Without it, log of softmax charges ${shown(logOfSoftmax(much))}; −log(1 − σ(${saturated})) is ${shown(made(ofSigmoid, 'binaryCrossEntropy', saturated, 0))}; and softmax of ${list(hot)} without a shift is ${list(made(unshifted, 'softmax', hot))}.`,
    because: `e^x is no double above x = ${shown(Math.log(formats.binary64.greatest))}, and σ(x) is rounded to 1 a little below ${saturated}. What was rounded away before the logarithm nothing after it brings back.`,
    instead: `hand the scores to the loss: (max z − z_y) + log Σ e^(z − max z) takes out the greatest first. It charges ${shown(right.crossEntropy(behind(some), 0))} and ${shown(right.crossEntropy(behind(much), 0))}.`,
  },
  table: {
    about: 'the loss of a label that trails, by its gap',
    columns: ['gap', 'clipped', 'log of softmax', 'from scores'],
    rows: [0, 10, 20, 100, 1000].map((gap) => [
      gap,
      clipped(gap),
      logOfSoftmax(gap),
      right.crossEntropy(behind(gap), 0),
    ]),
  },
  change: {
    say: 'Lower the first logit until the law holds: where is the threshold?',
    law: 'softmax/sums-to-one',
    on: 'mistake:softmax-no-max-shift',
    at: [710, 0],
    status: 'falsified',
  },
  exit: {
    ask: 'What is the greatest x, roughly, whose e^x is still a double?',
    answer: Math.log(formats.binary64.greatest),
    within: 1,
  },
  answer:
    'Softmax and the logarithm belong together: done in one step from the scores, they '
    + 'keep their digits on any machine. That is what a loss with logits does.',
} as const satisfies Lesson
