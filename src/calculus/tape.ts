import type { Arithmetic } from '../arithmetic/arithmetic.ts'
import { at } from '../arithmetic/sequence.ts'

/** A number that remembers how it was made, for differentiation backwards. */
export type Node<T> = {
  readonly value: T
  /** Its place on the tape; -1 for a constant, which is not on it. */
  readonly place: number
  readonly edges: readonly Edge<T>[]
}
/**
 * An operand, and the linear map that takes a slope with respect to the result to one with respect
 * to the operand.
 */
type Edge<T> = { readonly from: Node<T>; readonly pull: (slope: T) => T }

export type Tape<T> = Arithmetic<Node<T>> & {
  /** A number by which to differentiate. */
  variable(value: T): Node<T>
  /**
   * The slopes of the output with respect to nodes of this tape: one sweep from the output back to
   * its beginning.
   */
  gradient(output: Node<T>, nodes: readonly Node<T>[]): T[]
}

/**
 * The arithmetic of gradients: it computes as k does and writes down each operation, so that
 * whatever is written over an `Arithmetic` differentiates by itself. A slope of zero is not pulled
 * further, so that a masked logit of -Infinity adds no 0 * Infinity. At a tie the maximum gives
 * half of the slope to each, as `dual` does. One tape for one computation.
 */
export const tape = <T>(k: Arithmetic<T>): Tape<T> => {
  const zero = k.from(0)
  const one = k.from(1)
  const nodes: Node<T>[] = []
  const constant = (value: T): Node<T> => ({ value, place: -1, edges: [] })
  const record = (value: T, edges: readonly Edge<T>[]): Node<T> => {
    const node = { value, place: nodes.length, edges }
    nodes.push(node)
    return node
  }
  const result = (
    value: T,
    ...operands: readonly (readonly [Node<T>, Edge<T>['pull']])[]
  ): Node<T> => {
    const edges = operands.flatMap(([from, pull]) => (from.place < 0 ? [] : [{ from, pull }]))
    return edges.length === 0 ? constant(value) : record(value, edges)
  }
  const same = (slope: T): T => slope
  const by =
    (factor: T) =>
    (slope: T): T =>
      k.mul(slope, factor)
  const over =
    (divisor: T) =>
    (slope: T): T =>
      k.div(slope, divisor)

  return {
    name: `tape(${k.name})`,
    variable: (value) => record(value, []),
    from: (x) => constant(k.from(x)),
    add: (a, b) => result(k.add(a.value, b.value), [a, same], [b, same]),
    sub: (a, b) => result(k.sub(a.value, b.value), [a, same], [b, k.neg]),
    mul: (a, b) => result(k.mul(a.value, b.value), [a, by(b.value)], [b, by(a.value)]),
    div: (a, b) => {
      const value = k.div(a.value, b.value)
      return result(
        value,
        [a, over(b.value)],
        [b, (slope) => k.neg(k.div(k.mul(slope, value), b.value))],
      )
    },
    neg: (a) => result(k.neg(a.value), [a, k.neg]),
    exp: (a) => {
      const value = k.exp(a.value)
      return result(value, [a, by(value)])
    },
    log: (a) => result(k.log(a.value), [a, over(a.value)]),
    log1p: (a) => result(k.log1p(a.value), [a, (slope) => k.div(slope, k.add(one, a.value))]),
    expm1: (a) => result(k.expm1(a.value), [a, (slope) => k.mul(slope, k.exp(a.value))]),
    max: (a, b) => {
      const share = k.step(k.sub(a.value, b.value))
      return result(k.max(a.value, b.value), [a, by(share)], [b, by(k.sub(one, share))])
    },
    step: (a) => constant(k.step(a.value)),
    less: (a, b) => k.less(a.value, b.value),
    isZero: (a) => a.place < 0 && k.isZero(a.value),
    toNumber: (a) => k.toNumber(a.value),

    gradient: (output, of) => {
      const slopes: T[] = nodes.map(() => zero)
      slopes[output.place] = one
      for (const { place, edges } of nodes.slice(0, output.place + 1).toReversed()) {
        const slope = at(slopes, place)
        if (k.isZero(slope)) continue
        for (const { from, pull } of edges)
          slopes[from.place] = k.add(at(slopes, from.place), pull(slope))
      }
      return of.map((node) => slopes[node.place] ?? zero)
    },
  }
}
