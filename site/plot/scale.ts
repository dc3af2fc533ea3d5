/** How an axis counts: evenly, by powers of ten, or by powers of ten from zero on. */
export type Kind = 'linear' | 'log' | 'log1p'
export type Axis = {
  readonly label: string
  readonly kind: Kind
  readonly from: number
  readonly to: number
  readonly ticks: readonly number[]
  readonly tick?: (x: number) => string
}

/** The place of x on a stretch of the drawing; what lies beyond the axis, at its end. */
export const place = (
  { kind, from, to }: Pick<Axis, 'kind' | 'from' | 'to'>,
  x: number,
  start: number,
  end: number,
): number => {
  const u = units[kind]
  const share = (u(x) - u(from)) / (u(to) - u(from))
  return start + (end - start) * (Number.isNaN(share) ? 0 : Math.min(1, Math.max(0, share)))
}

const units: Readonly<Record<Kind, (x: number) => number>> = {
  linear: (x) => x,
  log: (x) => Math.log10(x),
  log1p: (x) => Math.log10(1 + x),
}

/** A coordinate as it is written: to a hundredth. */
export const coordinate = (x: number): string => String(Math.round(100 * x) / 100)

/** Ten to a power, as a label. */
export const powerOfTenLabel = (x: number): string => {
  const n = Math.round(Math.log10(x))
  return (
    n === 0 ? '1'
    : n === 1 ? '10'
    : `10${[...String(n)].map((c) => raised[c] ?? c).join('')}`
  )
}
const raised: Readonly<Record<string, string>> = {
  '-': '⁻',
  0: '⁰',
  1: '¹',
  2: '²',
  3: '³',
  4: '⁴',
  5: '⁵',
  6: '⁶',
  7: '⁷',
  8: '⁸',
  9: '⁹',
}
