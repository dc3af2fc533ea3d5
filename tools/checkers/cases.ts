import type { Arithmetic } from '../../src/arithmetic/arithmetic.ts'
import { extended } from '../../src/arithmetic/extended.ts'
import { at } from '../../src/arithmetic/sequence.ts'
import {
  argumentsFrom,
  operationNames,
  optionsOf,
  rowOf,
  type ArgumentKind,
  type OperationName,
} from '../../src/contract/operations.ts'
import { losses } from '../../src/core/losses.ts'
import { applied, lifted, type ResultOver } from '../../src/core/reference.ts'
import { options, type OptionName } from '../../src/contract/options.ts'
import { answerOf } from './checker.ts'
import type { Case } from './differentiable.ts'
import { normals, uniforms } from './random.ts'

const [classes, count] = [5, 4]

/** Numbers from a name, the same everywhere, of which all arguments are made, with logits so far apart. */
const pointOf = (name: string, spread: number) => {
  const logitsOf = (kind: string, length: number): number[] =>
    normals(`checkers/${kind}/${name}`)(length).map((z) => spread * z)
  const weights = uniforms(`checkers/weights/${name}`)(classes)
  const targets = uniforms(`checkers/targets/${name}`)(count)
  const labels = weights.slice(0, count).map((x) => Math.floor(x * classes))
  return {
    logits: logitsOf('logits', classes),
    flat: logitsOf('batch', count * classes),
    column: logitsOf('binary', count),
    weights,
    targets,
    label: Math.floor(at(targets, 0) * classes),
    labels,
    rowsOfTargets: labels.map((_, n) => uniforms(`checkers/targets/${name}/${n}`)(classes)),
    // What a mask hides has no weight.
    rowsOfWeights: labels.map((y, n) =>
      uniforms(`checkers/weights/${name}/${n}`)(classes).with((y + 1) % classes, 0),
    ),
  }
}
type Point = ReturnType<typeof pointOf>

/** The cases in which one operation is checked as the derivative of another. */
const casesOf = (derivative: OperationName, point: Point): Case[] => {
  const { derivativeOf, takes } = rowOf(derivative)
  const of = operationNames.find((name) => name === derivativeOf)
  if (of === undefined) return []
  const [first = 'logits', ...others] = takes.filter((kind) => !isPulledBack(kind))
  const starts: readonly (readonly number[])[] =
    first === 'logits' ? [point.logits]
    : first === 'rows' ? [point.flat]
    : first === 'column' ? [point.column]
    : point.column.slice(0, others.length === 0 ? 1 : count).map((x) => [x])
  const shaped = <T>(x: readonly T[]): unknown =>
    first === 'logit' ? x[0]
    : first === 'rows' ? inRows(x)
    : x
  return starts.flatMap((start, n) =>
    combinations(others, derivative, point, n).map((rest): Case => ({
      uses: [of, derivative],
      of: (it) => ({
        at: start,
        values: (x) => answerOf(it, of, [shaped(x), ...rest]),
        pullBack: (x, g) =>
          takes.some(isPulledBack) ?
            answerOf(it, derivative, withCotangent(derivative, [shaped(x), ...rest], g))
          : answerOf(it, derivative, [shaped(x), ...rest]).map((slope) => slope * at(g, 0)),
      }),
      truth: (k, x) =>
        over(k, (wide) => {
          const [, ...others] = lifted(of, [shaped(start), ...rest], wide.from)
          return flat(applied(losses(wide), of, [shaped(x), ...others]))
        }),
    })),
  )
}

/** Numbers computed with infinities, which masks are, over an arithmetic whose numbers are objects. */
const over = <T>(
  k: Arithmetic<T>,
  compute: (wide: Arithmetic<T | number>) => readonly (T | number)[],
): T[] =>
  compute(extended(k as Arithmetic<T & object>) as Arithmetic<T | number>).map((y) =>
    typeof y === 'number' ? k.from(y) : y,
  )

const flat = <T>(result: ResultOver<T>): readonly T[] =>
  // No number of an arithmetic is an array.
  (Array.isArray(result) ? result.flat() : [result]) as readonly T[]

/** Numbers in rows of so many classes. */
const inRows = <T>(x: readonly T[]): T[][] =>
  Array.from({ length: count }, (_, n) => x.slice(n * classes, (n + 1) * classes))

/** Whether an argument is multiplied by the Jacobian: by that of a gradient, a direction as well. */
const isPulledBack = (kind: ArgumentKind): boolean =>
  kind === 'cotangent' || kind === 'rowsOfCotangents' || kind === 'direction'

/** Arguments with a cotangent in its place among them. */
const withCotangent = (
  operation: OperationName,
  args: readonly unknown[],
  cotangent: readonly number[],
): unknown[] => {
  const others = args.values()
  return argumentsFrom(operation, (kind) =>
    kind === 'rowsOfCotangents' ? inRows(cotangent)
    : isPulledBack(kind) ? cotangent
    : others.next().value,
  )
}

/** The values of the arguments beside the logits, where options are tried one by one. */
const combinations = (
  kinds: readonly ArgumentKind[],
  operation: OperationName,
  point: Point,
  n: number,
): unknown[][] =>
  kinds.reduce<unknown[][]>(
    (all, kind) =>
      all.flatMap((rest) => valuesOf(kind, operation, point, n).map((x) => [...rest, x])),
    [[]],
  )

const valuesOf = (
  kind: ArgumentKind,
  operation: OperationName,
  point: Point,
  n: number,
): readonly unknown[] =>
  kind === 'options' ?
    (rowOf(operation).role === 'vjp' ? (['none'] as const) : (['mean', 'sum'] as const)).flatMap(
      (reduction, i) => [
        { reduction },
        ...(i > 0 ? [] : optionsOf(operation)).map((name) => ({
          reduction,
          [name]: optionAt(name, point),
        })),
      ],
    )
  : kind === 'target' ? [at(point.targets, n)]
  : kind in point ? [point[kind as keyof Point]]
  : []

const optionAt = (name: OptionName, { weights, labels }: Point): unknown => {
  const { kind, draw } = options[name]
  return (
    kind === 'weights' ? weights.map((w) => w + 0.5)
    : kind === 'row weights' ? labels.map((_, n) => at(draw, n % draw.length))
    : kind === 'mask' ? labels.map((y) => weights.map((_, i) => (i === (y + 1) % classes ? 0 : 1)))
    : kind === 'label' ? at(labels, 0)
    : draw[0]
  )
}

/** The slope of log sigma(x) is sigma(-x), which the table has no operation for. */
const logSigmoidAt = (start: number): Case => ({
  uses: ['logSigmoid', 'sigmoid'],
  of: (it) => ({
    at: [start],
    values: (x) => answerOf(it, 'logSigmoid', x),
    pullBack: ([x = NaN], g) => answerOf(it, 'sigmoid', [-x]).map((slope) => slope * at(g, 0)),
  }),
  truth: (k, [x]) => [losses(k).logSigmoid(x!)],
})

/**
 * Every operation that has a derivative in the table, at normal logits with a deviation of `spread`: 5
 * classes, batches of 4 rows, under each option by itself. A gradient pulls one number back, a VJP a
 * vector.
 */
export const casesAt = (spread: number): readonly Case[] =>
  ['a', 'b', 'c'].flatMap((name) => {
    const point = pointOf(name, spread)
    return [
      ...operationNames.flatMap((derivative) => casesOf(derivative, point)),
      logSigmoidAt(at(point.column, 1)),
    ]
  })

/** The cases at standard normal logits. */
export const everyCase: readonly Case[] = casesAt(1)
