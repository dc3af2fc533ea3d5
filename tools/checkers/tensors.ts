import { formats, roundNumber, type Format, type FormatName } from '../../src/arithmetic/format.ts'
import { at } from '../../src/arithmetic/sequence.ts'
import { numbersOf } from '../../src/contract/numbers.ts'
import {
  argumentsFrom,
  operationNames,
  optionsOf,
  reductionsOf,
  rowOf,
  type ArgumentKind,
  type BatchOptions,
  type OperationName,
} from '../../src/contract/operations.ts'
import { reference } from '../../src/core/reference.ts'
import { answerOf, checker, type Checker, type Subject } from './checker.ts'
import { eagerIn } from './eager.ts'
import { normals, uniforms } from './random.ts'

/** The tensors on which a kernel stands beside another program. */
export type Tensors = {
  /** Random numbers from a name: rows of so many classes are drawn once in each way. */
  readonly draws: (classes: number) => readonly Draw[]
  /** The operations that are asked. */
  readonly asks: (operation: OperationName) => boolean
  /** The classes of a row that goes through an operation by itself. */
  readonly rows: (operation: OperationName) => readonly number[]
  /** The shapes of batches, and the options under which each is asked. */
  readonly batches: readonly { readonly rows: number; readonly classes: number }[]
  readonly options: (classes: number) => readonly BatchOptions[]
  /** How many numbers go through operations on one, or on a column. */
  readonly scalars: number
  /** The widest format in which tensors are stored: a kernel that knows a wider one gets this. */
  readonly widest: FormatName
}

type Draw = (name: string) => (count: number) => number[]

/**
 * The numbers of an answer in a format: those of the kernel, of the truth, and of an eager program,
 * which all have read the same tensors.
 */
export type Compared = {
  readonly operation: OperationName
  /** The arguments of the first call. */
  readonly args: readonly unknown[]
  readonly received: readonly number[]
  readonly golden: readonly number[]
  readonly eager: readonly number[]
  readonly format: Format
}

/** The check that compares the answers of a kernel, each on tensors of its own. */
export const tensorCheck = ({
  tensors,
  passes,
  ...described
}: Omit<Checker, 'checks' | 'of'> & {
  readonly tensors: Tensors
  readonly passes: (compared: Compared) => boolean
}): Checker =>
  checker({
    ...described,
    of: 'kernels',
    subjects: operationNames
      .filter(tensors.asks)
      .flatMap((operation) => callsOf(operation, tensors).map((calls) => ({ operation, calls })))
      .map((asked) => subject(asked, tensors.widest, passes)),
  })

type Call = readonly unknown[]
/** The calls whose answers make one tensor: one, or one for each number of an operation on one. */
type Asked = { readonly operation: OperationName; readonly calls: readonly Call[] }

/** The calls of an operation for each of its shapes and options. */
const callsOf = (operation: OperationName, tensors: Tensors): Call[][] => {
  const { draws, scalars } = tensors
  switch (rowOf(operation).takes[0]) {
    case 'logits':
      return tensors.rows(operation).flatMap((classes) =>
        draws(classes).map((draw) => [
          made(operation, {
            logits: draw(`row of ${classes}`)(classes),
            ...besides(1, classes),
          }),
        ]),
      )
    case 'rows':
      return tensors.batches.flatMap(({ rows, classes }) =>
        draws(classes).flatMap((draw) => {
          const flat = draw(`batch ${rows} x ${classes}`)(rows * classes)
          const logits = Array.from({ length: rows }, (_, n) =>
            flat.slice(n * classes, (n + 1) * classes),
          )
          return tensors
            .options(classes)
            .filter((options) => isOf(operation, options))
            .map((options) => [
              made(operation, { rows: logits, ...besides(rows, classes), options }),
            ])
        }),
      )
    case 'logit':
      return draws(1).map((draw) =>
        draw('scalars')(scalars).map((logit) =>
          made(operation, { logit, target: at(uniforms(`target of ${logit}`)(1), 0) }),
        ),
      )
    case 'column':
      return draws(1).flatMap((draw) =>
        reductionsOf(operation).map((reduction) => [
          made(operation, {
            column: draw('column')(scalars),
            targets: uniforms('targets')(scalars),
            cotangent: normals('cotangents')(scalars),
            options: { reduction },
          }),
        ]),
      )
    default:
      return []
  }
}

/** Whether an operation knows these options, and is asked under this reduction. */
const isOf = (operation: OperationName, { reduction, ...others }: BatchOptions): boolean =>
  reductionsOf(operation).includes(reduction)
  && Object.keys(others).every((name) => optionsOf(operation).some((option) => option === name))

type Made = { readonly [K in ArgumentKind]?: unknown }
/** Arguments from values of their kinds: any other vector of a row is drawn as a cotangent is. */
const made = (operation: OperationName, values: Made): unknown[] =>
  argumentsFrom(operation, (kind) => values[kind] ?? values.cotangent)

/** What goes with rows: labels, weights of classes, and a cotangent for each class or each row. */
const besides = (rows: number, classes: number): Made => {
  const labels = uniforms(`labels ${rows} x ${classes}`)(rows).map((x) => Math.floor(x * classes))
  const weightsOf = (name: string) => uniforms(name)(classes).map((x) => (2 * x) / classes)
  return {
    label: labels[0],
    labels,
    rowsOfWeights: labels.map((_, n) => weightsOf(`weights of ${classes} in row ${n}`)),
    rowsOfTargets: labels.map((_, n) => uniforms(`targets of ${classes} in row ${n}`)(classes)),
    rowsOfCotangents: labels.map((_, n) =>
      normals(`cotangents of ${classes} in row ${n}`)(classes),
    ),
    weights: weightsOf(`weights of ${classes}`),
    cotangent: normals(`cotangent ${rows} x ${classes}`)(rows === 1 ? classes : rows),
  }
}

/** Passes where a tensor does, whose arguments are numbers of the formats that the kernel reads. */
const subject = (
  { operation, calls }: Asked,
  widest: FormatName,
  passes: (compared: Compared) => boolean,
): Subject => {
  const { takes } = rowOf(operation)
  const stored = (format: Format): Format =>
    is16Bits(format) || format.precision < formats[widest].precision ? format : formats[widest]
  const expectedIn = memo((logits: Format, targets: Format, format: Format) => {
    const read = calls.map((args) =>
      args.map((x, i) => {
        const kind = takes[i]
        return kind === undefined || unread.has(kind) ?
            x
          : rounded(x, first.has(kind) ? logits : targets)
      }),
    )
    const eager = eagerIn(format)
    return {
      read,
      golden: read.flatMap((args) => answerOf(reference, operation, args)),
      eager: read.flatMap((args) => eager(operation, args)),
    }
  })
  return {
    uses: [operation],
    passes: (implementation) => {
      const { logits, targets, results } = numbersOf(implementation.format)
      const format = stored(results(operation))
      const { read, golden, eager } = expectedIn(stored(logits), stored(targets), format)
      const received = read
        .flatMap((args) => answerOf(implementation, operation, args.map(copied)))
        .map((x) => roundNumber(x, format))
      return (
        received.length === golden.length
        && passes({ operation, args: at(read, 0), received, golden, eager, format })
      )
    },
  }
}

/** Whether a format is stored in 16 bits: bfloat16 or binary16. */
export const is16Bits = ({ precision }: Format): boolean => precision < formats.binary32.precision

/** A function of formats that is computed once of each. */
const memo = <R>(f: (...formats: readonly [Format, Format, Format]) => R): typeof f => {
  const known = new Map<string, R>()
  return (...formats) => {
    const key = formats.map(({ name }) => name).join()
    const result = known.get(key) ?? f(...formats)
    known.set(key, result)
    return result
  }
}

const unread: ReadonlySet<ArgumentKind> = new Set(['label', 'labels', 'options'])
const first: ReadonlySet<ArgumentKind> = new Set(['logits', 'logit', 'rows', 'column'])

const rounded = (x: unknown, format: Format): unknown =>
  typeof x === 'number' ? roundNumber(x, format)
  : Array.isArray(x) ? x.map((part) => rounded(part, format))
  : x

const copied = (x: unknown): unknown => (Array.isArray(x) ? x.map(copied) : x)
