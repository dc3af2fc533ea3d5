import { generator } from '../recording/hard-cases/drawn.ts'

/** Standard normal numbers from a name, the same everywhere (Box and Muller, 1958). */
export const normals = (name: string): ((count: number) => number[]) => {
  const random = generator(name)
  return (count) =>
    Array.from(
      { length: count },
      () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()),
    )
}

/** Uniform numbers in [0, 1) from a name. */
export const uniforms = (name: string): ((count: number) => number[]) => {
  const random = generator(name)
  return (count) => Array.from({ length: count }, random)
}

/** A vector over its Euclidean length. */
export const unit = (v: readonly number[]): number[] => v.map((x) => x / Math.hypot(...v))
