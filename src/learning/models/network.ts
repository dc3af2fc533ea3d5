import type { Arithmetic } from '../../arithmetic/arithmetic.ts'
import { heads, type HeadName } from '../../core/heads.ts'
import { at } from '../../arithmetic/sequence.ts'
import { binaryLosses } from '../../core/binary.ts'
import { tape } from '../../calculus/tape.ts'

/**
 * Distributions of labels given a point x, one for every vector of parameters. A layer from m
 * numbers to n takes n rows of m + 1 parameters, the bias first; the layers follow each other.
 */
export type Classifier<T> = {
  /** The probability of each label at x. */
  predict(parameters: readonly T[], x: readonly T[]): T[]
  /** What the model charges for the label of x, in nats. */
  loss(parameters: readonly T[], x: readonly T[], label: number): T
  /** The gradient of the loss with respect to the parameters, one entry per parameter. */
  gradient(parameters: readonly T[], x: readonly T[], label: number): T[]
}

/** The function that a hidden layer applies to each of its sums. */
export type Activation = 'tanh' | 'sigmoid' | 'relu'
/** How many numbers each layer of a network takes, and what stands between and after the layers. */
export type NetworkShape = {
  readonly inputs: number
  readonly hidden: readonly number[]
  readonly outputs: number
  readonly activation: Activation
  readonly head: HeadName
}

/** A head upon linear scores: the gradient is the one of the head, times the point. */
export const linear = <T>(k: Arithmetic<T>, head: HeadName): Classifier<T> => {
  const { predict, loss, gradient } = heads(k)[head]
  return {
    predict: (parameters, x) => predict(affine(k, parameters, x)),
    loss: (parameters, x, label) => loss(affine(k, parameters, x), label),
    gradient: (parameters, x, label) =>
      gradient(affine(k, parameters, x), label).flatMap((g) => [
        g,
        ...x.map((coordinate) => k.mul(g, coordinate)),
      ]),
  }
}

/** A head upon the scores of a network of layers, differentiated by the tape. */
export const network = <T>(k: Arithmetic<T>, shape: NetworkShape): Classifier<T> => {
  const over = <U>(a: Arithmetic<U>) => {
    const act = activations(a)[shape.activation]
    const scores = (parameters: readonly U[], x: readonly U[]): readonly U[] =>
      layersOf(shape).reduce<readonly U[]>((input, { start, end }, depth) => {
        const z = affine(a, parameters.slice(start, end), input)
        return depth < shape.hidden.length ? z.map(act) : z
      }, x)
    const { predict, loss } = heads(a)[shape.head]
    return {
      predict: (parameters: readonly U[], x: readonly U[]) => predict(scores(parameters, x)),
      loss: (parameters: readonly U[], x: readonly U[], label: number) =>
        loss(scores(parameters, x), label),
    }
  }
  return {
    ...over(k),
    gradient: (parameters, x, label) => {
      const t = tape(k)
      const [variables, point] = [parameters.map(t.variable), x.map(t.variable)]
      return t.gradient(over(t).loss(variables, point, label), variables)
    },
  }
}

/**
 * Parameters to start from, the same for the same seed: uniform within 1 / sqrt(inputs + 1) of
 * zero, layer by layer.
 */
export const initialParameters = (shape: NetworkShape, seed: number): number[] => {
  let state = seed >>> 0
  /** A linear congruential generator (Press et al., Numerical Recipes, 1992, section 7.1). */
  const uniform = (): number =>
    (state = (Math.imul(1664525, state) + 1013904223) >>> 0) / 2 ** 31 - 1
  return layersOf(shape).flatMap(({ start, end, inputs }) =>
    Array.from({ length: end - start }, () => uniform() / Math.sqrt(inputs + 1)),
  )
}

/** The number of parameters: n (m + 1) for each layer from m numbers to n. */
export const parameterCount = (shape: NetworkShape): number =>
  layersOf(shape).reduce((count, { start, end }) => count + end - start, 0)

const layersOf = ({ inputs, hidden, outputs }: NetworkShape) => {
  const widths = [inputs, ...hidden, outputs]
  let end = 0
  return widths.slice(1).map((width, i) => {
    const start = end
    end += width * (at(widths, i) + 1)
    return { start, end, inputs: at(widths, i) }
  })
}

/** b + Wx, for the rows (b_i, w_i). Throws a RangeError where x does not fit them. */
const affine = <T>(k: Arithmetic<T>, rows: readonly T[], x: readonly T[]): T[] => {
  const width = x.length + 1
  if (rows.length === 0 || rows.length % width !== 0)
    throw new RangeError(`expected parameters in rows of ${width}, but received ${rows.length}`)
  return Array.from({ length: rows.length / width }, (_, i) => {
    const [bias, ...weights] = rows.slice(i * width, (i + 1) * width) as [T, ...T[]]
    return weights.reduce((sum, w, j) => k.add(sum, k.mul(w, x[j] as T)), bias)
  })
}

const activations = <T>(k: Arithmetic<T>): Readonly<Record<Activation, (x: T) => T>> => {
  const zero = k.from(0)
  /**
   * (1 - e^-2|x|) / (1 + e^-2|x|) with m = e^-2|x| - 1: it neither overflows nor cancels, near zero
   * or far from it.
   */
  const tanhOfMagnitude = (magnitude: T): T => {
    const m = k.expm1(k.mul(k.from(-2), magnitude))
    return k.div(k.neg(m), k.add(k.from(2), m))
  }
  return {
    tanh: (x) => (k.less(x, zero) ? k.neg(tanhOfMagnitude(k.neg(x))) : tanhOfMagnitude(x)),
    sigmoid: binaryLosses(k).sigmoid,
    relu: (x) => k.max(x, zero),
  }
}
