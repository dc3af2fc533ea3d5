import { at } from '../../arithmetic/sequence.ts'

/**
 * The words of a list that are nearest to one by the least number of letters to change, at most so
 * many of them.
 */
export const nearest = (word: string, words: readonly string[], most = 3): readonly string[] => {
  const scored = words
    .map((it) => [it, distance(word, it)] as const)
    .filter(([it, d]) => d <= Math.max(2, Math.min(word.length, it.length) / 2))
  return scored
    .toSorted(([, a], [, b]) => a - b)
    .slice(0, most)
    .map(([it]) => it)
}

/** Levenshtein's distance, row by row. */
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
