import * as fc from 'fast-check'
import { at, greatest, least } from '../arithmetic/sequence.ts'
import type { Asked } from './law.ts'

/** How far a trial reaches: the most classes of a row, and the most rows of a batch. */
export type Shapes = { readonly classes: number; readonly rows: number }

/** The vocabularies of today, and the batches of a training step. */
export const defaultShapes: Shapes = { classes: 262_145, rows: 1000 }

/**
 * How far a trial reaches that asks for so many: an arithmetic must hold the sum of the weights of
 * all classes, of which each is below 8.
 */
export const reachOf = ({
  most: { classes, rows } = defaultShapes,
  numbers,
}: Pick<Asked, 'most' | 'numbers'>): Shapes => ({
  classes: Math.min(classes, Math.floor(numbers.arithmetic.greatest / 8)),
  rows,
})

/** What is taken in at a glance. */
export const fewShapes: Shapes = { classes: 12, rows: 4 }

/**
 * Numbers of classes at which programs change their ways, with their neighbours: vectors and tiles,
 * a byte, the threads of a block, the integers of bfloat16 and binary16, shared memory, vocabularies,
 * the arguments of a call.
 */
export const numbersOfClasses: readonly number[] = [
  1, 2, 3, 7, 8, 9, 13, 14, 15, 16, 17, 31, 32, 33, 63, 64, 65, 66, 127, 128, 129, 255, 256, 257,
  258, 384, 385, 511, 512, 513, 1023, 1024, 1025, 1026, 2047, 2048, 2049, 2050, 4095, 4096, 4097,
  8191, 8193, 8194, 12_288, 12_289, 16_385, 32_000, 32_767, 32_768, 32_769, 50_257, 65_535, 65_536,
  65_537, 100_001, 128_256, 131_073, 151_936, 262_145,
]

/** Numbers of rows at which programs change theirs: groups of eight, warps, chunks, a grid. */
export const numbersOfRows: readonly number[] = [
  1, 2, 3, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 66, 127, 128, 129, 255, 256, 257, 511,
  512, 513, 1000,
]

/**
 * One of these numbers, or another between the least of them and the greatest, as often. It shrinks
 * to any that is less: to the least at which a fault shows.
 */
export const oneOfThese = (numbers: readonly number[]): fc.Arbitrary<number> => new Listed(numbers)

class Listed extends fc.Arbitrary<number> {
  private readonly numbers: readonly number[]
  private readonly ends: readonly [number, number]
  private readonly any: fc.Arbitrary<number>
  constructor(numbers: readonly number[]) {
    super()
    this.numbers = numbers
    this.ends = [least(numbers), greatest(numbers)]
    this.any = fc.integer({ min: 1, max: greatest(numbers, 1) })
  }
  override generate(random: fc.Random): fc.Value<number> {
    const [lo, hi] = this.ends
    const listed = at(this.numbers, random.nextInt(0, this.numbers.length - 1))
    // As many of one order of size as of another.
    const between = Math.round(lo * (hi / lo) ** (random.nextInt(0, 2 ** 20) / 2 ** 20))
    return new fc.Value(random.nextInt(0, 1) === 0 ? listed : between, undefined)
  }
  override canShrinkWithoutContext(x: unknown): x is number {
    return this.any.canShrinkWithoutContext(x)
  }
  override shrink(n: number, context: unknown): fc.Stream<fc.Value<number>> {
    return this.any.shrink(n, context)
  }
}
