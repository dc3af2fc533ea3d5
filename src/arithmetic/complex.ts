import type { Arithmetic } from './arithmetic.ts'

/** A complex number a + bi over an arithmetic. */
export type Complex<T> = { readonly real: T; readonly imaginary: T }

/**
 * Complex numbers over k, by which Im f(x + ih) / h is the slope of an analytic f without a
 * difference that cancels (Squire and Trapp, SIAM Rev. 40, 1998). Comparisons go by real parts; at a
 * tie the maximum is the mean, as in `dual`. Logarithms are those of the right half-plane, and angles
 * keep the digits of k where they are small; greater ones are halved until they are. k computes with
 * numbers, not with enclosures.
 */
export const complex = <T>(k: Arithmetic<T>): Arithmetic<Complex<T>> => {
  const [zero, one, two] = [k.from(0), k.from(1), k.from(2)]
  const half = (a: T): T => k.div(a, two)
  const size = (a: T): T => k.max(a, k.neg(a))
  /** Whether a series is short; what is not finite has none, and is NaN at once. */
  const isSmall = (a: T): boolean => !k.less(k.from(0.25), size(a)) || !k.isZero(k.sub(a, a))
  const map = ({ real, imaginary }: Complex<T>, f: (part: T) => T): Complex<T> => ({
    real: f(real),
    imaginary: f(imaginary),
  })

  /** first + first a / r(1) + first a^2 / (r(1) r(2)) + ..., until nothing more is added. */
  const series = (first: T, ratio: (n: number) => T): T => {
    let [sum, term] = [first, first]
    for (let n = 1; ; n++) {
      term = k.mul(term, ratio(n))
      const next = k.add(sum, term)
      const more = k.sub(next, sum)
      if (k.isZero(more) || Number.isNaN(k.toNumber(more))) return next
      sum = next
    }
  }

  /** sin b, and 1 - cos b, which would cancel where b is small. */
  const turn = (b: T): { readonly sin: T; readonly versine: T } => {
    const minus = k.neg(k.mul(half(b), half(b)))
    if (isSmall(b)) {
      const s = series(half(b), (n) => k.div(minus, k.from(2 * n * (2 * n + 1))))
      const c = series(one, (n) => k.div(minus, k.from(2 * n * (2 * n - 1))))
      return { sin: k.mul(two, k.mul(s, c)), versine: k.mul(two, k.mul(s, s)) }
    }
    const { sin, versine } = turn(half(b))
    return {
      sin: k.mul(two, k.mul(sin, k.sub(one, versine))),
      versine: k.mul(two, k.mul(sin, sin)),
    }
  }

  /** The angle whose tangent is t. */
  const angle = (t: T): T => {
    const square = k.mul(t, t)
    if (isSmall(t)) {
      return series(t, (n) => k.div(k.mul(k.neg(square), k.from(2 * n - 1)), k.from(2 * n + 1)))
    }
    return k.mul(two, angle(k.div(t, k.add(one, k.exp(half(k.log1p(square)))))))
  }

  /** log(z), of which the logarithm of the real part is known. */
  const logOf = (log: T, { real, imaginary }: Complex<T>): Complex<T> => {
    const t = k.div(imaginary, real)
    return { real: k.add(log, half(k.log1p(k.mul(t, t)))), imaginary: angle(t) }
  }
  const times = (a: Complex<T>, b: Complex<T>): Complex<T> => ({
    real: k.sub(k.mul(a.real, b.real), k.mul(a.imaginary, b.imaginary)),
    imaginary: k.add(k.mul(a.real, b.imaginary), k.mul(a.imaginary, b.real)),
  })

  return {
    name: `complex(${k.name})`,
    from: (x) => ({ real: k.from(x), imaginary: zero }),
    add: (a, b) => ({
      real: k.add(a.real, b.real),
      imaginary: k.add(a.imaginary, b.imaginary),
    }),
    sub: (a, b) => ({
      real: k.sub(a.real, b.real),
      imaginary: k.sub(a.imaginary, b.imaginary),
    }),
    mul: times,
    /** By the ratio of the parts of b, so that no square of them is formed (Smith, 1962). */
    div: (a, b) => {
      if (k.less(size(b.real), size(b.imaginary))) {
        const r = k.div(b.real, b.imaginary)
        const whole = k.add(b.imaginary, k.mul(b.real, r))
        return map(
          {
            real: k.add(k.mul(a.real, r), a.imaginary),
            imaginary: k.sub(k.mul(a.imaginary, r), a.real),
          },
          (part) => k.div(part, whole),
        )
      }
      const r = k.div(b.imaginary, b.real)
      const whole = k.add(b.real, k.mul(b.imaginary, r))
      return map(
        {
          real: k.add(a.real, k.mul(a.imaginary, r)),
          imaginary: k.sub(a.imaginary, k.mul(a.real, r)),
        },
        (part) => k.div(part, whole),
      )
    },
    neg: (a) => map(a, k.neg),
    exp: (a) => {
      const [size, { sin, versine }] = [k.exp(a.real), turn(a.imaginary)]
      return { real: k.mul(size, k.sub(one, versine)), imaginary: k.mul(size, sin) }
    },
    log: (a) => logOf(k.log(a.real), a),
    log1p: (a) => logOf(k.log1p(a.real), { ...a, real: k.add(one, a.real) }),
    expm1: (a) => {
      const { sin, versine } = turn(a.imaginary)
      const grown = k.expm1(a.real)
      return {
        real: k.sub(k.mul(grown, k.sub(one, versine)), versine),
        imaginary: k.mul(k.exp(a.real), sin),
      }
    },
    max: (a, b) =>
      k.less(a.real, b.real) ? b
      : k.less(b.real, a.real) ? a
      : { real: a.real, imaginary: half(k.add(a.imaginary, b.imaginary)) },
    step: (a) => ({ real: k.step(a.real), imaginary: zero }),
    less: (a, b) => k.less(a.real, b.real),
    isZero: (a) => k.isZero(a.real) && k.isZero(a.imaginary),
    toNumber: (a) => k.toNumber(a.real),
  }
}
