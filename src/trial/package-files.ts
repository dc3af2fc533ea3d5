/**
 * The text of a file of this package, by its path from the root; nothing where there is none. The
 * engine, which is one file, has another module in the place of this one: it holds them all.
 *
 * Whoever imports the laws may be a browser, which has no files: Node is asked for when needed.
 */
export const packageFile = (path: string): string | undefined => {
  const { readFileSync } = process.getBuiltinModule('node:fs')
  try {
    return readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
  } catch {
    return undefined
  }
}
