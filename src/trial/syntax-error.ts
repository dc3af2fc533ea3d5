import { readFileSync } from 'node:fs'
import { extname, relative } from 'node:path'

/** Which file an import could not read and where, as file:line:column, with what was expected. */
export const syntaxErrorOf = async (error: unknown): Promise<string | undefined> => {
  const file = unreadIn(error)
  if (file === undefined) return undefined
  const { parseAst } = await import('vitest/node')
  const text = readFileSync(file, 'utf8')
  try {
    parseAst(text, { lang: extname(file).endsWith('ts') ? 'ts' : 'js' })
    return undefined
  } catch (error) {
    if (!(error instanceof Error && 'pos' in error && typeof error.pos === 'number'))
      return undefined
    const before = text.slice(0, error.pos).split('\n')
    const [, what = error.message] = error.message.split('\n')
    return `${relative('', file)}:${before.length}:${(before.at(-1)?.length ?? 0) + 1}: ${what}`
  }
}

/** The file that Vite could not parse: that of the import, or of one that it asks for. */
const unreadIn = (error: unknown): string | undefined => {
  const { __vitest_rollup_error__: told } = Object(error) as {
    readonly __vitest_rollup_error__?: { readonly id?: string }
  }
  return told?.id
}
