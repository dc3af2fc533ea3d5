import { plain } from '../../contract/plain.ts'
import type { BoardCause } from './cause.ts'
import type { Row } from './board.ts'

/** A document of findings: its address from the board, and its text. */
export type Findings = { readonly href: string; readonly text: string }
/** An entry of it, a section of the third level. */
export type Finding = { readonly title: string; readonly href: string }

/**
 * The entry that tells of a cause: a row of one of its tables, or a paragraph, is about the library
 * and calls the operation. A paragraph is about the library with which it begins, a row about that
 * of its first cell, or where that is empty of the row above, and a section about that of its
 * heading. A library is named by its own name or one in its version, however that is spelt:
 * `onnxruntime` is ONNX Runtime.
 */
export const findingOf = (
  { href, text }: Findings,
  { name, version }: Row,
  { operations }: BoardCause,
): Finding | undefined => {
  const names = [name, ...((version ?? '').match(/[a-z][\w-]+/gi) ?? [])].filter(isWord)
  const named = new RegExp(`(?<![\\w-])(?:${names.map(spelt).join('|')})(?![\\w-])`, 'i')
  const sections = text.split(/^(?=#{1,3} )/m).filter((it) => it.startsWith('### '))
  for (const section of sections) {
    const [heading = '', ...lines] = section.slice('### '.length).split('\n')
    const isAll = named.test(heading)
    const tells = passagesOf(lines).some(
      ({ about, words }) =>
        (isAll || named.test(about))
        && operations.some((operation) => words.includes(`${operation}(`)),
    )
    if (tells) return { title: heading, href: `${href}#${slugOf(heading)}` }
  }
  return undefined
}

/** Paragraphs and rows of tables, each with what it is about. */
const passagesOf = (
  lines: readonly string[],
): readonly { readonly about: string; readonly words: string }[] => {
  let row = ''
  const rows = lines.flatMap((words) => {
    const [, cell] = /^\| *([^|]*?) *\|/.exec(words) ?? []
    if (cell === undefined) return []
    row = /^(?:the same.*)?$/.test(cell) ? row : cell
    return [{ about: row, words }]
  })
  const paragraphs = lines
    .filter((line) => !line.startsWith('|'))
    .join('\n')
    .split(/\n{2,}/)
    .map((words) => ({ about: words.trim().slice(0, beginning), words }))
  return [...rows, ...paragraphs]
}
/** So much of a paragraph is its beginning. */
const beginning = 30

const isWord = (name: string): boolean => /[a-z0-9]/i.test(name)

/** A name as a pattern that lets a space or a stroke stand anywhere in it. */
const spelt = (name: string): string =>
  [...name.replaceAll(/[^a-z0-9]/gi, '')].join(String.raw`[ .-]?`)

/** The anchor that GitHub gives a heading. */
const slugOf = (heading: string): string =>
  plain(heading)
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')
