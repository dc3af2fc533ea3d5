import { at } from '../arithmetic/sequence.ts'

/** How a sentence about a word that is unknown ends: with the known word nearest to it, if any. */
export const didYouMean = (word: string, words: readonly string[]): string => {
  const [near] = words
    .map((it) => [it, distance(word, it)] as const)
    .filter(([it, d]) => d <= Math.max(2, Math.min(word.length, it.length) / 3))
    .toSorted(([, a], [, b]) => a - b)
  return near === undefined ? '' : `; did you mean ${near[0]}?`
}

/** How many letters to change: Levenshtein's distance, row by row. */
const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (const [i, letter] of [...a].entries()) {
    const above = row
    row = [i + 1]
    for (let j = 0; j < b.length; j++) {
      row.push(
        Math.min(at(above, j) + (letter === b[j] ? 0 : 1), at(above, j + 1) + 1, at(row, j) + 1),
      )
    }
  }
  return at(row, b.length)
}
