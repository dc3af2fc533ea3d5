import { at } from '../../src/arithmetic/sequence.ts'
import type { VectorFunction } from '../../src/calculus/derivatives.ts'
import type { OperationName } from '../../src/contract/operations.ts'
import type { Implementation } from '../../src/contract/implementation.ts'
import type { Subject } from './checker.ts'

/**
 * A function at a point, as a gradient check sees it: its values, and the pull-back of a cotangent
 * through its Jacobian.
 */
export type Differentiable = {
  readonly at: readonly number[]
  readonly values: (x: number[]) => number[]
  readonly pullBack: (x: number[], cotangent: number[]) => number[]
}

/** A function of some operations, at a point, for every implementation, and over any arithmetic. */
export type Case = {
  readonly uses: readonly OperationName[]
  readonly of: (implementation: Implementation) => Differentiable
  readonly truth: VectorFunction
}

/** Subjects that pass where a checker agrees with the pull-back of a case. */
export const subjectsOf = (
  cases: readonly Case[],
  agrees: (f: Differentiable, turn: number) => boolean,
): Subject[] =>
  cases.map(({ uses, of }, turn) => ({
    uses,
    passes: (implementation) => agrees(of(implementation), turn),
  }))

/**
 * (f(x + h v) − f(x − h v)) / 2h, entry by entry: the central difference of a plain checker, in
 * doubles.
 */
export const centralDifference = (
  { at, values }: Differentiable,
  v: readonly number[],
  h: number,
): number[] => quotient(values(along(at, v, h)), values(along(at, v, -h)), h)
const along = (x: readonly number[], v: readonly number[], h: number): number[] =>
  x.map((xi, i) => xi + h * at(v, i))
const quotient = (ahead: readonly number[], behind: readonly number[], h: number): number[] =>
  ahead.map((y, i) => (y - at(behind, i)) / (2 * h))

/**
 * The columns of the Jacobian as central differences: one array is handed over each time, of which
 * one entry is moved and put back.
 */
export const columnsInPlace = ({ at, values }: Differentiable, h: number): number[][] => {
  const x = [...at]
  return x.map((xj, j) => {
    const moved = (by: number) => {
      x[j] = xj + by
      return values(x)
    }
    const [ahead, behind] = [moved(h), moved(-h)]
    x[j] = xj
    return quotient(ahead, behind, h)
  })
}

/** The rows of the Jacobian: as pull-backs of unit cotangents, and as differences. */
export const jacobians = (
  f: Differentiable,
  h: number,
): { readonly analytic: number[][]; readonly numeric: number[][] } => {
  const columns = columnsInPlace(f, h)
  const m = at(columns, 0).length
  return {
    analytic: pulledBack(f, m),
    numeric: Array.from({ length: m }, (_, i) => columns.map((column) => at(column, i))),
  }
}

/** The rows of the Jacobian as pull-backs of unit cotangents, of which there are m. */
export const pulledBack = (f: Differentiable, m: number): number[][] =>
  Array.from({ length: m }, (_, i) => f.pullBack([...f.at], axis(m, i)))
const axis = (n: number, i: number): number[] =>
  Array.from({ length: n }, (_, j) => (i === j ? 1 : 0))
