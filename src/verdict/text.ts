/**
 * Ids in lines of at most 100 characters, in which one that begins as the one before it is cut to
 * its last part.
 */
export const inLines = (ids: readonly string[]): string[] =>
  ids.reduce<string[]>((lines, id, i) => {
    const [line, stem] = [lines.at(-1), id.slice(0, id.lastIndexOf('/') + 1)]
    const word = stem !== '' && ids[i - 1]?.startsWith(stem) ? id.slice(stem.length) : id
    return line === undefined || line.length + word.length > 98 ?
        [...lines, id]
      : [...lines.slice(0, -1), `${line}, ${word}`]
  }, [])

/** A word of a command line, in quotes where the shell would not take it for one. */
export const inShell = (word: string): string =>
  /^[\w./:@%+=-]+$/.test(word) ? word : `'${word.replaceAll(`'`, String.raw`'\''`)}'`

/** Parts as a sentence lists them: `a, b and c`. */
export const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
