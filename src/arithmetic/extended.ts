import type { Arithmetic } from './arithmetic.ts'
import { binary64 } from './binary64.ts'

/**
 * The arithmetic k with the infinities and NaN added, held as doubles: wherever one of them takes
 * part, or a divisor is zero, IEEE 754 decides.
 */
export const extended = <T extends object>(k: Arithmetic<T>): Arithmetic<T | number> => {
  const lower = (a: T | number): number => (typeof a === 'number' ? a : k.toNumber(a))
  const lift = (x: number): T | number => (Number.isFinite(x) ? k.from(x) : x)
  const unary = (name: 'neg' | 'exp' | 'log' | 'log1p' | 'expm1' | 'step') => (a: T | number) =>
    typeof a === 'number' ? lift(binary64[name](a)) : k[name](a)
  const binary = (name: 'add' | 'sub' | 'mul' | 'max') => (a: T | number, b: T | number) =>
    typeof a === 'number' || typeof b === 'number' ?
      lift(binary64[name](lower(a), lower(b)))
    : k[name](a, b)
  return {
    name: k.name,
    from: lift,
    add: binary('add'),
    sub: binary('sub'),
    mul: binary('mul'),
    max: binary('max'),
    div: (a, b) =>
      typeof a === 'number' || typeof b === 'number' || k.isZero(b) ?
        lift(lower(a) / lower(b))
      : k.div(a, b),
    neg: unary('neg'),
    exp: unary('exp'),
    log: unary('log'),
    log1p: unary('log1p'),
    expm1: unary('expm1'),
    step: unary('step'),
    less: (a, b) =>
      typeof a === 'number' || typeof b === 'number' ? lower(a) < lower(b) : k.less(a, b),
    isZero: (a) => typeof a !== 'number' && k.isZero(a),
    toNumber: lower,
  }
}
