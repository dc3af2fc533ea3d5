import type { ScalarFunction, VectorFunction } from '../calculus/derivatives.ts'
import { explainGradient } from '../calculus/explain-gradient.ts'
import type { Exact } from '../arithmetic/exact.ts'
import {
  gradientCheck,
  type GradientOptions,
  type GradientReport,
} from '../calculus/gradient-check.ts'
import {
  describe,
  expectProblem,
  isNumbers,
  methods,
  type Method,
} from '../calculus/gradient-input.ts'
import { misuse } from '../contract/declaration.ts'
import { given } from '../contract/given.ts'
import { literal } from '../contract/literal.ts'
import { parseWritten } from '../contract/runs.ts'
import { inOneLine } from '../contract/thrown.ts'
import { moduleAt } from '../trial/module-at.ts'
import { exitCodes } from '../trial/exit-codes.ts'
import { plain } from '../verdict/explain.ts'
import { command, wholeNumber } from './options.ts'

export default command({
  name: 'gradcheck',
  usage: `
  losslaws gradcheck <module>              check the gradient that a module exports beside its loss: loss(x) and
                        gradient(x) in doubles, or loss(k, x) and gradient(k, x) over an arithmetic,
                        at 50 digits
    --at <point>        where, written as JSON (all points of its export \`points\`)
    --all               every entry, even if there are more than 30
    --method <name>     how slopes are taken: central (the default), complex-step, taylor
    --digits <n>        the number of digits to start with
    --relative <x>      the relative error allowed in each entry in doubles (what the best code loses)
    --absolute <x>      the absolute error, allowed in its place or beside it
    --strict            exit with 1 even if only accuracy is lost`,
  flags: {
    at: { type: 'string' },
    all: { type: 'boolean' },
    method: { type: 'string' },
    digits: { type: 'string' },
    relative: { type: 'string' },
    absolute: { type: 'string' },
    strict: { type: 'boolean' },
  },
  run: async ([path, ...others], values, { write }) => {
    if (path === undefined || others.length > 0)
      throw misuse(
        `expected the path of a module with a loss and its gradient, but received ${path === undefined ? 'none' : others.length + 1}`,
      )
    const { loss, gradient, points } = await moduleAt(path, 'a loss and its gradient')
    const options = {
      ...(values.all === true ? { along: 'coordinates' as const } : {}),
      ...given({
        method: read(values.method, methodNamed),
        digits: read(values.digits, (text) => wholeNumber('--digits', text, 10)),
        relative: read(values.relative, (text) => error('--relative', text)),
        absolute: read(values.absolute, (text) => error('--absolute', text)),
      }),
    }
    const statuses = new Set<string>()
    for (const x of values.at === undefined ? listed(points, path) : [pointFrom(values.at)]) {
      const report = reportAt(x, loss, gradient, path, options)
      statuses.add(report.status)
      write(`at ${literal(x)}: ${plain(explainGradient(report))}\n`)
    }
    return (
      statuses.has('falsified') ? exitCodes.broken
      : statuses.has('errored') ? exitCodes.failed
      : statuses.has('lost accuracy') && values.strict === true ? exitCodes.broken
      : exitCodes.held
    )
  },
})

/** What the check of a loss and its gradient at a point comes to; what they throw is told with both. */
const reportAt = (
  x: readonly number[],
  loss: unknown,
  gradient: unknown,
  path: string,
  options: GradientOptions<Exact>,
): GradientReport => {
  for (const [name, it] of Object.entries({ loss, gradient }))
    if (typeof it !== 'function')
      throw misuse(
        `${path}: expected it to export ${name}(x) or ${name}(k, x), but received ${inOneLine(it)}`,
      )
  expectProblem(loss, () => [], x)
  try {
    const f = lossFrom(loss, x)
    if (isOverArithmetic(gradient)) return gradientCheck(f, gradient as VectorFunction, x, options)
    const gradientAt = numbersFrom(gradient)
    return gradientCheck(f, gradientAt(x), x, { ...options, gradientAt })
  } catch (error) {
    const isOurs = error instanceof Error && error.message.startsWith('expected ')
    const told = isOurs ? error.message : inOneLine(error)
    throw Object.assign(misuse(`${path}, at ${literal(x)}: ${told}`), { cause: error })
  }
}

/** How many arguments a function takes says whether it computes over an arithmetic. */
const isOverArithmetic = (it: unknown): boolean => (it as ScalarFunction).length === 2

const lossFrom = (loss: unknown, x: readonly number[]): ScalarFunction => {
  if (isOverArithmetic(loss)) return loss as ScalarFunction
  const lossAt = loss as (x: readonly number[]) => unknown
  const there = lossAt([...x])
  if (typeof there !== 'number' || !Number.isFinite(there))
    throw new TypeError(`expected loss(x) to be a finite number, but received ${described(there)}`)
  return (k, z) => k.from(lossAt(z.map(k.toNumber)) as number)
}

/** The entries of a gradient in doubles, at any point. */
const numbersFrom =
  (gradient: unknown) =>
  (x: readonly number[]): readonly number[] => {
    const g = (gradient as (x: readonly number[]) => unknown)([...x])
    const entries: unknown = g instanceof Float64Array || g instanceof Float32Array ? [...g] : g
    if (!isNumbers(entries))
      throw new TypeError(
        `expected gradient(x) to be an array of numbers, but received ${described(entries)}`,
      )
    return entries
  }

const described = (x: unknown): string =>
  x instanceof Promise ? 'a promise: loss and gradient must answer at once' : describe(x)

const listed = (points: unknown, path: string): readonly (readonly number[])[] => {
  if (!Array.isArray(points) || points.length === 0)
    throw misuse(
      `${path}: expected --at and a point, or an export points that lists some, but received ${inOneLine(points)}`,
    )
  return points as readonly (readonly number[])[]
}

const pointFrom = (text: string): readonly number[] => {
  try {
    return parseWritten(text) as readonly number[]
  } catch {
    throw misuse(`--at: expected a point written as JSON, such as [1,0.5], but received ${text}`)
  }
}

const read = <A>(text: string | undefined, as: (text: string) => A): A | undefined =>
  text === undefined ? undefined : as(text)

const methodNamed = (text: string): Method => {
  const method = methods.find((known) => known === text)
  if (method === undefined)
    throw misuse(`--method: expected ${methods.join(', ')}, but received ${text}`)
  return method
}

const error = (name: string, text: string): number => {
  const x = Number(text)
  if (text.trim() === '' || !(x >= 0 && x < Infinity))
    throw misuse(`${name}: expected a number of at least 0, but received ${text}`)
  return x
}
