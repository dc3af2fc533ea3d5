import { fewShapes, type Shapes } from '../src/laws/shapes.ts'

/**
 * Whether this is `npm run soak`, which draws more inputs from more seeds than a test can wait for.
 */
export const isSoak = process.env['MODE'] === 'soak'

/** Seeds that are new in each run; a test prints the one that fails. */
export const freshSeeds = (count: number): number[] =>
  Array.from({ length: count }, () => Math.floor(Math.random() * 2 ** 31))

/** How often a law is tried, from which seed, and how far it reaches, if that is not as far as usual. */
export type Draw = { readonly runs: number; readonly seed: number; readonly reach?: Shapes }

/**
 * Draws of laws that must hold: so many from one seed. In a soak many more at few classes and rows,
 * where an input takes little time, and the usual number at all of them from several seeds.
 */
export const drawsToHold = (runs: number, deep: number): Draw[] =>
  isSoak ?
    [
      ...freshSeeds(3).map((seed) => ({ runs: deep, seed, reach: fewShapes })),
      ...freshSeeds(10).map((seed) => ({ runs: 100, seed })),
    ]
  : freshSeeds(1).map((seed) => ({ runs, seed }))

/** Seeds of runs that must fail, which no chance may decide: new ones in a soak alone. */
export const seedsToFail = (count: number): number[] =>
  isSoak ? freshSeeds(count) : Array.from({ length: count }, (_, i) => 20_261_127 + i)

/** One in so many of a list, from a random one on; in a soak, all of it. */
export const oneIn = <A>(many: number, all: readonly A[]): A[] => {
  const first = Math.floor(Math.random() * many)
  return all.filter((_, i) => isSoak || i % many === first)
}
