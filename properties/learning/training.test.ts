import { describe, expect, it } from 'vitest'
import { bigfloat } from '../../src/arithmetic/bigfloat.ts'
import { binary64 } from '../../src/arithmetic/binary64.ts'
import { exact } from '../../src/arithmetic/exact.ts'
import { fitGaussian, gaussian, linearFromGaussian } from '../../src/learning/models/gaussian.ts'
import type { HeadName } from '../../src/core/heads.ts'
import { at, greatest, indexOfGreatest } from '../../src/arithmetic/sequence.ts'
import {
  initialParameters,
  linear,
  network,
  type Classifier,
} from '../../src/learning/models/network.ts'
import { meanGradient, meanLoss, train, type Example } from '../../src/learning/models/train.ts'

const zeros = (n: number): number[] => Array<number>(n).fill(0)
const examples = (rows: readonly (readonly [readonly number[], number])[]): Example<number>[] =>
  rows.map(([x, label]) => ({ x, label, weight: 1 }))
const winner = (p: readonly number[]): number => indexOfGreatest(p)
const largestOf = (g: readonly number[]): number => greatest(g.map(Math.abs))

/** Three classes that lines tell apart. */
const separable = examples([
  [[2, 0], 0],
  [[3, 1], 0],
  [[2, -1], 0],
  [[-1, 2], 1],
  [[-2, 3], 1],
  [[-2, 1], 1],
  [[-1, -3], 2],
  [[0, -2], 2],
  [[-2, -3], 2],
])

describe('gradient descent on data that lines tell apart', () => {
  const trained = (head: HeadName) => {
    const model = linear(binary64, head)
    const parameters = train(binary64, model, separable, zeros(9), { rate: 0.5, steps: 3000 })
    return { loss: meanLoss(binary64, model, separable, parameters), model, parameters }
  }
  const floor = Math.log(1 + 2 / Math.E)

  it('takes the loss of softmax towards zero', () => {
    const { loss, model, parameters } = trained('softmax')
    expect(loss).toBeLessThan(0.01)
    for (const { x, label } of separable) expect(winner(model.predict(parameters, x))).toBe(label)
  })

  it.each(['sigmoidThenSoftmax', 'softmaxTwice'] as const)(
    'leaves the loss of %s above log(1 + (N - 1)/e), with every label right',
    (head) => {
      const { loss, model, parameters } = trained(head)
      expect(loss).toBeGreaterThan(floor)
      expect(loss).toBeLessThan(floor + 0.05)
      for (const { x, label } of separable) {
        expect(winner(model.predict(parameters, x))).toBe(label)
        expect(at(model.predict(parameters, x), label)).toBeLessThan(Math.E / (Math.E + 2))
      }
    },
  )

  it('takes the loss of one sigmoid, and of N of them, towards zero', () => {
    expect(trained('oneVsRest').loss).toBeLessThan(0.05)
    const two = separable.filter(({ label }) => label < 2)
    const parameters = train(binary64, linear(binary64, 'sigmoid'), two, zeros(3), {
      rate: 0.5,
      steps: 2000,
    })
    expect(meanLoss(binary64, linear(binary64, 'sigmoid'), two, parameters)).toBeLessThan(0.01)
  })

  it('lowers the loss with every step of a small rate', () => {
    const model = linear(binary64, 'softmax')
    let [parameters, loss] = [zeros(9) as readonly number[], Math.log(3)]
    expect(meanLoss(binary64, model, separable, parameters)).toBeCloseTo(loss, 14)
    for (let step = 0; step < 50; step++) {
      parameters = train(binary64, model, separable, parameters, { rate: 0.05, steps: 1 })
      const next = meanLoss(binary64, model, separable, parameters)
      expect(next).toBeLessThan(loss)
      loss = next
    }
  })
})

describe('the head that squashes its scores', () => {
  it('stops learning where it is confidently wrong, and softmax does not', () => {
    const wrong = examples([[[1], 0]])
    const start = [0, -12, 0, 12]
    const after = (head: HeadName): number => {
      const model = linear(binary64, head)
      return at(
        model.predict(train(binary64, model, wrong, start, { rate: 0.5, steps: 200 }), [1]),
        0,
      )
    }
    expect(after('softmax')).toBeGreaterThan(0.9)
    expect(after('sigmoidThenSoftmax')).toBeCloseTo(1 / (1 + Math.E), 3)
  })
})

describe('a softmax classifier trained to the end', () => {
  const overlapping = examples([
    [[0], 0],
    [[1], 0],
    [[2], 1],
    [[1], 1],
    [[3], 2],
    [[2], 2],
    [[0], 1],
    [[3], 1],
  ])
  const model = linear(binary64, 'softmax')
  const best = train(binary64, model, overlapping, zeros(6), { rate: 0.5, steps: 8000 })

  it('predicts each class as often, in the mean, as it occurs: the gradient of the biases is zero', () => {
    expect(largestOf(meanGradient(binary64, model, overlapping, best))).toBeLessThan(1e-9)
    const frequencies = [2 / 8, 4 / 8, 2 / 8]
    frequencies.forEach((frequency, y) => {
      const mean =
        overlapping.map(({ x }) => at(model.predict(best, x), y)).reduce((a, b) => a + b) / 8
      expect(mean).toBeCloseTo(frequency, 8)
    })
  })

  it('does not where its scores are squashed, though the gradient of its biases is zero there too', () => {
    const squashed = linear(binary64, 'sigmoidThenSoftmax')
    const parameters = train(binary64, squashed, overlapping, zeros(6), { rate: 1, steps: 8000 })
    const mean =
      overlapping.map(({ x }) => at(squashed.predict(parameters, x), 1)).reduce((a, b) => a + b) / 8
    expect(Math.abs(mean - 0.5)).toBeGreaterThan(0.01)
  })

  it('ends at the same predictions wherever it begins, since its loss is convex', () => {
    const other = train(binary64, model, overlapping, [3, -1, -2, 1, 0.5, 2], {
      rate: 0.5,
      steps: 8000,
    })
    for (const { x } of overlapping)
      model
        .predict(other, x)
        .forEach((p, y) => expect(p).toBeCloseTo(at(model.predict(best, x), y), 6))
  })
})

describe('training where the points are dense and where they are rare', () => {
  const grid = [-2, -1, 0, 1, 2]
  const densities = [
    [1, 1, 1, 1, 1],
    [16, 8, 4, 2, 1],
    [1, 5, 1, 5, 20],
  ]
  /** Every point with every label, weighted by p(x) p(y | x). */
  const population = (
    density: readonly number[],
    posterior: (x: number) => readonly number[],
  ): Example<number>[] =>
    grid.flatMap((x, i) =>
      posterior(x).map((p, label) => ({ x: [x], label, weight: at(density, i) * p })),
    )
  const model = linear(binary64, 'softmax')
  const truth = [0.5, 1, 0, -1, -0.5, 0]
  const fitted = (
    density: readonly number[],
    posterior: (x: number) => readonly number[],
    head: Classifier<number> = model,
  ): readonly number[] =>
    train(binary64, head, population(density, posterior), zeros(6), { rate: 0.4, steps: 4000 })

  it('comes to the same p(y | x) for every p(x), if the model can express it', () => {
    const posterior = (x: number): number[] => model.predict(truth, [x])
    for (const density of densities) {
      expect(
        largestOf(meanGradient(binary64, model, population(density, posterior), truth)),
      ).toBeLessThan(1e-15)
      const parameters = fitted(density, posterior)
      for (const x of grid)
        model
          .predict(parameters, [x])
          .forEach((p, y) => expect(p).toBeCloseTo(at(posterior(x), y), 4))
    }
  })

  it('comes to different ones if it cannot: it then fits where the points are', () => {
    const posterior = (x: number): number[] => (x * x > 1 ? [0.8, 0.1, 0.1] : [0.1, 0.1, 0.8])
    const [flat, , right] = densities.map((density) =>
      model.predict(fitted(density, posterior), [0]),
    )
    expect(Math.abs(at(flat ?? [], 0) - at(right ?? [], 0))).toBeGreaterThan(0.05)
  })

  it('leaves no trace of p(x) where the classes are not Gaussian at all', () => {
    const posterior = (x: number): number[] => model.predict(truth, [x])
    const parameters = population([1, 0.01, 30, 0.01, 1], posterior)
    expect(largestOf(meanGradient(binary64, model, parameters, truth))).toBeLessThan(1e-15)
    const shape = { classes: 3, dimensions: 1, covariance: 'shared' } as const
    const generative = linearFromGaussian(binary64, shape, fitGaussian(binary64, shape, parameters))
    expect(Math.abs(at(model.predict(generative, [2]), 0) - at(posterior(2), 0))).toBeGreaterThan(
      0.01,
    )
  })
})

describe('Gaussian classes', () => {
  it('are fitted by descent on their likelihood to what the closed form gives', () => {
    const shape = { classes: 2, dimensions: 1, covariance: 'unshared' } as const
    const points = examples([
      [[-1], 0],
      [[1], 0],
      [[0], 0],
      [[2], 1],
      [[4], 1],
    ])
    const best = fitGaussian(binary64, shape, points)
    const parameters = train(binary64, gaussian(binary64, shape), points, [0, 0, 0.5, 2, 1, 1], {
      rate: 0.1,
      steps: 4000,
    })
    const [priors, best0] = [parameters.slice(0, 2), best.slice(0, 2)]
    expect(at(priors, 0) - at(priors, 1)).toBeCloseTo(at(best0, 0) - at(best0, 1), 6)
    parameters.slice(2).forEach((p, i) => expect(p).toBeCloseTo(at(best, i + 2), 6))
  })
})

describe('a network with a hidden layer', () => {
  const xor = examples([
    [[0, 0], 0],
    [[0, 1], 1],
    [[1, 0], 1],
    [[1, 1], 0],
  ])
  it.each([
    ['tanh', 1, 0.5],
    ['sigmoid', 3, 2],
    ['relu', 4, 0.2],
  ] as const)(
    'of %s learns exclusive or, which no linear classifier does',
    (activation, seed, rate) => {
      const shape = { inputs: 2, hidden: [8], outputs: 2, activation, head: 'softmax' } as const
      const model = network(binary64, shape)
      const parameters = train(binary64, model, xor, initialParameters(shape, seed), {
        rate,
        steps: 3000,
      })
      expect(meanLoss(binary64, model, xor, parameters)).toBeLessThan(0.05)
      for (const { x, label } of xor) expect(winner(model.predict(parameters, x))).toBe(label)
    },
  )

  it('of two layers and one sigmoid learns it too', () => {
    const shape = {
      inputs: 2,
      hidden: [4, 3],
      outputs: 1,
      activation: 'tanh',
      head: 'sigmoid',
    } as const
    const parameters = train(binary64, network(binary64, shape), xor, initialParameters(shape, 2), {
      rate: 0.5,
      steps: 2000,
    })
    expect(meanLoss(binary64, network(binary64, shape), xor, parameters)).toBeLessThan(0.05)
  })

  it('is needed: the best linear classifier stays at the loss of chance', () => {
    const parameters = train(
      binary64,
      linear(binary64, 'softmax'),
      xor,
      [0.1, -0.2, 0.3, 0, 0.2, -0.1],
      { rate: 0.5, steps: 3000 },
    )
    expect(meanLoss(binary64, linear(binary64, 'softmax'), xor, parameters)).toBeCloseTo(
      Math.LN2,
      4,
    )
  })
})

describe('training', () => {
  it('is the same over any arithmetic', () => {
    const k = bigfloat(200, 'nearest')
    const lifted = separable.map(({ x, label, weight }) => ({
      x: x.map(exact),
      label,
      weight: exact(weight),
    }))
    const descent = { rate: 0.5, steps: 5 }
    const fine = train(k, linear(k, 'softmax'), lifted, zeros(9).map(exact), descent)
    train(binary64, linear(binary64, 'softmax'), separable, zeros(9), descent).forEach((p, i) =>
      expect(p).toBeCloseTo(k.toNumber(at(fine, i)), 13),
    )
  })

  it('refuses to learn from nothing', () => {
    expect(() => meanLoss(binary64, linear(binary64, 'softmax'), [], [0, 0])).toThrow(
      'expected one example or more, but received none',
    )
    expect(() =>
      train(binary64, linear(binary64, 'softmax'), [], [0, 0], { rate: 1, steps: 1 }),
    ).toThrow('expected one example or more, but received none')
  })
})
