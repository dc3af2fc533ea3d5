/**
 * Whether this is `npm run soak`, which draws more inputs from more seeds than a test can wait for.
 */
export const isSoak = process.env['MODE'] === 'soak'

/** Seeds that are new in each run; a test prints the one that fails. */
export const freshSeeds = (count: number): number[] =>
  Array.from({ length: count }, () => Math.floor(Math.random() * 2 ** 31))

/** Seeds of runs that must fail, which no chance may decide: new ones in a soak alone. */
export const seedsToFail = (count: number): number[] =>
  isSoak ? freshSeeds(count) : Array.from({ length: count }, (_, i) => 20_261_127 + i)
