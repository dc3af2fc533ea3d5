import { plain } from '../../verdict/explain.ts'
import { inLines } from '../../verdict/text.ts'

/** A name and what stands beside it, on as many lines as it takes. */
export type Row = readonly string[]

/**
 * A title and rows of names and texts, as every report of ours looks: read line by line, it says
 * the same.
 */
export const card = (title: string, rows: readonly Row[]): string =>
  plain(
    [
      title,
      ...rows.flatMap(([name = '', ...lines]) =>
        lines.map((line, i) => `  ${(i === 0 ? name : '').padEnd(9)} ${line}`),
      ),
    ].join('\n'),
  )

/** A row of ids, cut into lines. */
export const ids = (name: string, list: readonly string[]): Row => [name, ...inLines(list)]

/** Text in lines of at most 110 characters. */
export const wrapped = (text: string, width = 110): readonly string[] =>
  text.split(' ').reduce<string[]>((lines, word) => {
    const line = lines.at(-1)
    return line === undefined || line.length + word.length >= width ?
        [...lines, word]
      : [...lines.slice(0, -1), `${line} ${word}`]
  }, [])

/** Text within a card, pushed to the right. */
export const indented = (text: string): string => text.replaceAll(/^(?=.)/gm, '  ')
