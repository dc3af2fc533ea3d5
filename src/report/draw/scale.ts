import { raised } from './numbers.ts'

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
/** As much of an axis as says where a number lies. */
export type Scale = Pick<Axis, 'kind' | 'from' | 'to'>

/** The place of x on a stretch of the drawing; what lies beyond the axis, at its end. */
export const place = ({ kind, from, to }: Scale, x: number, start: number, end: number): number => {
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

/** A curve through points in the drawing, which breaks where one is missing. */
export const curve = (points: readonly (readonly [number, number] | undefined)[]): string =>
  points
    .map((point, i) => {
      if (point === undefined) return ''
      const [x, y] = point
      return `${points[i - 1] === undefined ? 'M' : 'L'}${coordinate(x)} ${coordinate(y)}`
    })
    .join('')

/** Ten to a power, as a label. */
export const powerOfTenLabel = (x: number): string => {
  const n = Math.round(Math.log10(x))
  return (
    n === 0 ? '1'
    : n === 1 ? '10'
    : `10${raised(n)}`
  )
}
