import type { Arithmetic } from '../../arithmetic/arithmetic.ts'
import { axes } from '../../calculus/derivatives.ts'
import { at } from '../../arithmetic/sequence.ts'
import { rowLosses } from '../../core/rows.ts'
import type { Classifier } from './network.ts'
import { tape } from '../../calculus/tape.ts'
import type { Example } from './train.ts'

/** Classes whose points are normally distributed, with one covariance for all or one for each. */
export type GaussianShape = {
  readonly classes: number
  readonly dimensions: number
  readonly covariance: 'shared' | 'unshared'
}

/**
 * Gaussian classes as distributions of a label with its point: p(y) = softmax(a)_y, p(x | y) = N(x;
 * mean_y, covariance_y). The parameters are a; the means, class by class; and the lower triangle of
 * each covariance, row by row.
 *
 * `predict` gives the posterior p(y | x); `loss` is -log p(x, y), less the constant (d/2) log 2 pi,
 * so that its mean over examples is least at `fitGaussian`. It throws a RangeError where a
 * covariance is not positive definite.
 */
export const gaussian = <T>(k: Arithmetic<T>, shape: GaussianShape): Classifier<T> => ({
  predict: (parameters, x) => rowLosses(k).softmax(scores(k, shape, parameters, x)),
  loss: (parameters, x, label) => k.neg(at(scores(k, shape, parameters, x), label)),
  gradient: (parameters, x, label) => {
    const t = tape(k)
    const variables = parameters.map(t.variable)
    return t.gradient(t.neg(at(scores(t, shape, variables, x.map(t.variable)), label)), variables)
  },
})

/** log p(x, y) for every y, all of them less one constant. */
const scores = <T>(
  k: Arithmetic<T>,
  shape: GaussianShape,
  parameters: readonly T[],
  x: readonly T[],
): T[] => {
  const { priors, means, covariances } = read(shape, parameters)
  const half = k.div(k.from(1), k.from(2))
  const prior = rowLosses(k).logSoftmax(priors)
  const forms = covariances.map((covariance) => quadraticForm(k, covariance))
  return means.map((mean, y) => {
    const { inner, logDeterminant } = at(forms, y % forms.length)
    const r = x.map((c, i) => k.sub(c, at(mean, i)))
    return k.sub(at(prior, y), k.mul(half, k.add(inner(r, r), logDeterminant)))
  })
}

/**
 * The parameters of greatest likelihood: frequencies, means and covariances, each example counted
 * by its weight. Throws a RangeError where a class has no example, or an example no class.
 */
export const fitGaussian = <T>(
  k: Arithmetic<T>,
  { classes, dimensions, covariance }: GaussianShape,
  examples: readonly Example<T>[],
): T[] => {
  const total = (xs: readonly T[]): T => xs.reduce(k.add, k.from(0))
  const mass = (group: readonly Example<T>[]): T => total(group.map(({ weight }) => weight))
  const mean = (group: readonly Example<T>[], of: (example: Example<T>) => T): T =>
    k.div(total(group.map((example) => k.mul(example.weight, of(example)))), mass(group))
  for (const { label } of examples) at(range(classes), label)
  const groups = range(classes).map((y) => examples.filter(({ label }) => label === y))
  const empty = groups.findIndex((group) => group.length === 0)
  if (empty >= 0)
    throw new RangeError(`expected an example of every class, but received none of class ${empty}`)

  const means = groups.map((group) =>
    range(dimensions).map((i) => mean(group, ({ x }) => at(x, i))),
  )
  const deviation = ({ x, label }: Example<T>, i: number): T =>
    k.sub(at(x, i), at(at(means, label), i))
  const triangle = (group: readonly Example<T>[]): T[] =>
    range(dimensions).flatMap((i) =>
      range(i + 1).map((j) =>
        mean(group, (example) => k.mul(deviation(example, i), deviation(example, j))),
      ),
    )
  return [
    ...groups.map((group) => k.log(k.div(mass(group), mass(examples)))),
    ...means.flat(),
    ...(covariance === 'shared' ? [examples] : groups).flatMap(triangle),
  ]
}

/**
 * The parameters of the linear softmax classifier that gives the same posterior where the
 * covariance S is shared: since x' S^-1 x is common to all classes, w_y = S^-1 mean_y and b_y = log
 * p(y) - mean_y' S^-1 mean_y / 2. Throws a RangeError where each class has a covariance of its own.
 */
export const linearFromGaussian = <T>(
  k: Arithmetic<T>,
  shape: GaussianShape,
  parameters: readonly T[],
): T[] => {
  if (shape.covariance !== 'shared')
    throw new RangeError('expected a shared covariance, but received unshared ones')
  const { priors, means, covariances } = read(shape, parameters)
  const { inner } = quadraticForm(k, at(covariances, 0))
  const half = k.div(k.from(1), k.from(2))
  const basis = axes(shape.dimensions).map((axis) => axis.map(k.from))
  return means.flatMap((mean, y) => [
    k.sub(at(priors, y), k.mul(half, inner(mean, mean))),
    ...basis.map((axis) => inner(axis, mean)),
  ])
}

/**
 * a' S^-1 b and log det S, by S = L D L' with ones on the diagonal of L: Cholesky's factors without
 * square roots.
 */
const quadraticForm = <T>(k: Arithmetic<T>, S: readonly (readonly T[])[]) => {
  const L: T[][] = []
  const D: T[] = []
  const less = (whole: T, terms: readonly T[]): T => terms.reduce(k.sub, whole)
  S.forEach((row, i) => {
    /** The row of L D, and then of L. */
    const scaled: T[] = []
    for (let j = 0; j < i; j++)
      scaled.push(
        less(
          at(row, j),
          at(L, j).map((l, m) => k.mul(l, at(scaled, m))),
        ),
      )
    const lower = scaled.map((c, j) => k.div(c, at(D, j)))
    const pivot = less(
      at(row, i),
      lower.map((l, j) => k.mul(l, at(scaled, j))),
    )
    if (!k.less(k.from(0), pivot))
      throw new RangeError(
        `expected a positive definite covariance, but received the pivot ${k.toNumber(pivot)}`,
      )
    L.push(lower)
    D.push(pivot)
  })
  const solve = (b: readonly T[]): T[] => {
    const y: T[] = []
    b.forEach((c, i) =>
      y.push(
        less(
          c,
          at(L, i).map((l, j) => k.mul(l, at(y, j))),
        ),
      ),
    )
    return y
  }
  return {
    inner: (a: readonly T[], b: readonly T[]): T => {
      const y = solve(b)
      return solve(a)
        .map((c, i) => k.div(k.mul(c, at(y, i)), at(D, i)))
        .reduce(k.add)
    },
    logDeterminant: D.map(k.log).reduce(k.add),
  }
}

/** The parameters by their meaning. Each covariance is its lower triangle, by rows. */
const read = <T>({ classes, dimensions, covariance }: GaussianShape, parameters: readonly T[]) => {
  const triangle = (dimensions * (dimensions + 1)) / 2
  const count = covariance === 'shared' ? 1 : classes
  const expected = classes * (1 + dimensions) + count * triangle
  if (parameters.length !== expected)
    throw new RangeError(`expected ${expected} parameters, but received ${parameters.length}`)
  const rest = parameters.slice(classes)
  const spread = rest.slice(classes * dimensions)
  return {
    priors: parameters.slice(0, classes),
    means: range(classes).map((y) => rest.slice(y * dimensions, (y + 1) * dimensions)),
    covariances: range(count).map((y) =>
      range(dimensions).map((i) => {
        const start = y * triangle + (i * (i + 1)) / 2
        return spread.slice(start, start + i + 1)
      }),
    ),
  }
}

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i)
