import { at, greatest } from '../../src/arithmetic/sequence.ts'
import { html, type Markup } from '../../src/report/draw/markup.ts'
import { number } from '../../src/report/draw/numbers.ts'
import { crossing } from '../figures/bells.ts'
import { score, scoresOf } from '../figures/scores.ts'
import { named } from '../figures/shapes.ts'
import { scoresAt } from '../../src/learning/models/plane.ts'
import { classNames, engine, learnt, type Head } from '../model.ts'
import { mostSteps, type State } from '../state.ts'
import type { SectionId } from './ids.ts'

/** What a reader guesses by hand before a section goes on. */
export type Guess = {
  ask(state: State): Markup
  /** What is dragged; none where the question mark of the plane is the guess. */
  readonly bars: readonly Bar[]
  /** What became of it. */
  say(state: State): Markup
}
export type Bar = {
  readonly name: string
  readonly from: number
  readonly to: number
  readonly step: number
  /** The number that is right. */
  truth(state: State): number
  readonly of: string
}

const share = (name: string, truth: Bar['truth'], of: string): Bar => ({
  name,
  from: 0,
  to: 1,
  step: 0.01,
  truth,
  of,
})
const surest = ({ points }: State, head: Head): number => {
  const lines = learnt(points, head)
  return greatest(points.flatMap(([, ...place]) => engine[head].predict(scoresAt(lines, place))))
}
const sure = [10, -10, -10]
const [likely, unlikely] = [0.99, 0.01]

export const guesses: Readonly<Record<SectionId, Guess>> = {
  scores: {
    ask: () =>
      html`Drag the question mark to a place where the network should find it hard to choose between ${named(0)} and ${named(1)}.`,
    bars: [],
    say: (state) => {
      const z = scoresOf(state)
      return html`At your place ${named(0)} has the score ${score(z, 0)} and ${named(1)} ${score(z, 1)}: a difference of ${number(Math.abs(at(z, 0) - at(z, 1)), 'Math.abs(z[0] - z[1])', 3)}. It is hardest to choose where the difference is 0, on the border between them.`
    },
  },
  exponential: {
    ask: (state) => {
      const z = scoresOf(state)
      return html`At the question mark ${named(0)} has the score ${score(z, 0)}, ${named(1)} ${score(z, 1)} and ${named(2)} ${score(z, 2)}. How probable should each class be?`
    },
    bars: classNames.map((name, i) =>
      share(
        name,
        (state) => at(engine.softmax.predict(scoresOf(state)), i),
        `heads.softmax.predict(z)[${i}]`,
      ),
    ),
    say: () =>
      html`Your bars may differ: many rules turn scores into probabilities. Softmax is the one with the three properties below.`,
  },
  'two-classes': {
    ask: (state) => {
      const z = scoresOf(state)
      return html`Leave the diamond out. ${named(0)} has the score ${score(z, 0)} and ${named(1)} ${score(z, 1)}. Softmax of these two gives the circle a probability. What does the sigmoid of their difference give it?`
    },
    bars: [
      share(
        'the sigmoid',
        (state) => {
          const z = scoresOf(state)
          return at(engine.sigmoid.predict([at(z, 0) - at(z, 1)]), 1)
        },
        'heads.sigmoid.predict([z[0] - z[1]])[1]',
      ),
    ],
    say: (state) =>
      html`Softmax of the two scores gives ${number(at(engine.softmax.predict(scoresOf(state).slice(0, 2)), 0), 'heads.softmax.predict([z[0], z[1]])[0]', 3)} as well. It is the same function.`,
  },
  gaussians: {
    ask: () => html`At which x is a point as likely to be a ${named(0)} as a ${named(1)}?`,
    bars: [
      {
        name: 'x',
        from: -6,
        to: 6,
        step: 0.1,
        truth: ({ bells }) => crossing(bells),
        of: 'crossing(bells)',
      },
    ],
    say: () =>
      html`It is where the two bells are equally high. With equal widths that is half-way between the means.`,
  },
  'sigmoid-then-softmax': {
    ask: () =>
      html`A network is as sure of a circle as it can be: the scores are ${sure[0]}, −10 and −10. They go through a sigmoid first, and then through softmax. How probable is the circle?`,
    bars: [
      share(
        'circle',
        () => at(engine.sigmoidThenSoftmax.predict(sure), 0),
        'heads.sigmoidThenSoftmax.predict([10, -10, -10])[0]',
      ),
    ],
    say: () =>
      html`The sigmoids turn the scores into 1, 0 and 0, almost. Softmax of those is ${number(Math.E / (Math.E + 2), 'Math.E / (Math.E + 2)', 4)}, and no scores give more. Without the sigmoid it would be ${number(at(engine.softmax.predict(sure), 0), 'heads.softmax.predict([10, -10, -10])[0]', 11)}.`,
  },
  'one-versus-rest': {
    ask: () =>
      html`Give each of the three scores at the question mark a sigmoid of its own. What do the three results sum to?`,
    bars: [
      {
        name: 'sum',
        from: 0,
        to: 3,
        step: 0.05,
        truth: (state) => engine.oneVsRest.predict(scoresOf(state)).reduce((a, b) => a + b),
        of: 'sum(heads.oneVsRest.predict(z))',
      },
    ],
    say: () => html`Nothing makes them sum to 1. Drag the question mark and the sum changes.`,
  },
  loss: {
    ask: (state) =>
      html`The question mark turns out to be a ${named(state.label)}, which softmax held to be ${number(at(engine.softmax.predict(scoresOf(state)), state.label), `heads.softmax.predict(z)[${state.label}]`, 3)} probable. How large is the loss?`,
    bars: [
      {
        name: 'loss',
        from: 0,
        to: 7,
        step: 0.1,
        truth: (state) => engine.softmax.loss(scoresOf(state), state.label),
        of: 'heads.softmax.loss(z, label)',
      },
    ],
    say: () => html`It is minus the logarithm of that probability.`,
  },
  gradient: {
    ask: () =>
      html`Two points are in training. The network gives the label of one a probability of ${likely}, and that of the other ${unlikely}. How hard does each pull at the score of its own class?`,
    bars: [
      share(`the one at ${likely}`, () => 1 - likely, '1 - 0.99'),
      share(`the one at ${unlikely}`, () => 1 - unlikely, '1 - 0.01'),
    ],
    say: () =>
      html`The pull is 1 less the probability of the label: whoever is wrong pulls, and whoever is right leaves the others in peace.`,
  },
  training: {
    ask: () =>
      html`Two networks train on the points for ${mostSteps} steps: one with softmax, one with a sigmoid in front of it. What is the highest probability that each gives to anything?`,
    bars: [
      share(
        'softmax',
        (state) => surest(state, 'softmax'),
        `surest(points, 'softmax', ${mostSteps})`,
      ),
      share(
        'sigmoid, then softmax',
        (state) => surest(state, 'sigmoidThenSoftmax'),
        `surest(points, 'sigmoidThenSoftmax', ${mostSteps})`,
      ),
    ],
    say: () =>
      html`Press Train and watch the colours: the stronger a tint, the surer the network is there.`,
  },
  'logistic-regression': {
    ask: ({ points }) =>
      html`Of ${points.length} points, ${points.filter(([label]) => label === 0).length} are circles. The trained network gives each point some probability of being a circle. What is the mean of these ${points.length} probabilities?`,
    bars: [
      share(
        'mean',
        ({ points }) => {
          const lines = learnt(points)
          const p = points.map(([, ...place]) =>
            at(engine.softmax.predict(scoresAt(lines, place)), 0),
          )
          return p.reduce((a, b) => a + b) / points.length
        },
        'meanProbability(points, 0)',
      ),
    ],
    say: () => html`It is the share of the circles among the points, up to what is left to train.`,
  },
  machine: {
    ask: () =>
      html`A double, the usual number of a computer, has a largest value. From which x on is e to the power x too large for it?`,
    bars: [
      {
        name: 'x',
        from: 0,
        to: 1000,
        step: 10,
        truth: () => Math.log(Number.MAX_VALUE),
        of: 'Math.log(Number.MAX_VALUE)',
      },
    ],
    say: () => html`Scores of that size occur. A naive softmax then divides infinity by infinity.`,
  },
}
