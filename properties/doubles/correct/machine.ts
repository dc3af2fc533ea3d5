import { formats, roundNumber, type FormatName } from '../../../src/arithmetic/format.ts'
import { astray } from './astray.ts'

/** The arithmetic of a processor in one format: every operation is rounded once. */
export type Machine = {
  /** An argument as a number of the format. */
  readonly read: (x: number) => number
  readonly add: (a: number, b: number) => number
  readonly sub: (a: number, b: number) => number
  readonly mul: (a: number, b: number) => number
  readonly div: (a: number, b: number) => number
  /** a b + c, rounded once; for formats up to binary32, whose products are doubles. */
  readonly fma: (a: number, b: number, c: number) => number
  readonly exp: (x: number) => number
  readonly exp2: (x: number) => number
  readonly tanh: (x: number) => number
  readonly log: (x: number) => number
  readonly log2: (x: number) => number
  readonly log1p: (x: number) => number
  /** a + b where a is a running sum: its width is that of the accumulator. */
  readonly accumulate: (a: number, b: number) => number
}

/** What a processor does otherwise than IEEE 754 and a good library of functions. */
export type Habits = {
  /** How far exp, exp2, log, log2 and log1p err, in units in the last place. */
  readonly ulp?: number
  /** How far a division errs. */
  readonly divisionUlp?: number
  /** Which subnormal numbers are flushed to zero: those that come out, or those read as well. */
  readonly flushes?: 'results' | 'all'
  /** What is kept in a format that is too narrow. */
  readonly fault?: Fault
}

/** Running sums, exponentials or results that are kept in this format, which is too narrow. */
export type Fault = { readonly place: Place; readonly format: FormatName }
/** The name of a place where a format may be too narrow. */
export type Place = 'accumulates' | 'exponentiates' | 'stores'

export const machine = (name: FormatName, habits: Habits = {}): Machine => {
  const { ulp = 0, divisionUlp = 0, flushes, fault } = habits
  const format = formats[name]
  const flush = (x: number): number => (Math.abs(x) < format.leastNormal ? 0 * x : x)
  const once = (x: number): number => (flushes ? flush : same)(roundNumber(x, format))
  const at = (place: Place) => (fault?.place === place ? narrow(fault.format) : same)
  const [sum, power] = [at('accumulates'), at('exponentiates')]
  const erring = (f: (x: number) => number) => (x: number) => once(astray(f(x), x, ulp, format))
  const exp = erring(Math.exp)
  const exp2 = erring((x) => 2 ** x)
  return {
    read: (x) => (flushes === 'all' ? once(x) : roundNumber(x, format)),
    add: (a, b) => once(a + b),
    sub: (a, b) => once(a - b),
    mul: (a, b) => once(a * b),
    div: (a, b) => once(b === 1 ? a : astray(a / b, a / b, divisionUlp, format)),
    fma: (a, b, c) => once(a * b + c),
    exp: (x) => power(exp(x)),
    exp2: (x) => power(exp2(x)),
    tanh: (x) => power(once(Math.tanh(x))),
    log: erring(Math.log),
    log2: erring(Math.log2),
    log1p: erring(Math.log1p),
    accumulate: (a, b) => sum(once(a + b)),
  }
}

const same = (x: number): number => x

/** x with the precision of a format in the range where that is full; beyond, x as it is. */
export const narrow = (name: FormatName) => {
  const format = formats[name]
  return (x: number): number => {
    const y = roundNumber(x, format)
    const isInRange = Math.abs(y) >= format.leastNormal && Math.abs(y) <= format.greatest
    return isInRange ? y : x
  }
}
