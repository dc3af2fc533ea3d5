/**
 * A homework as texts: its files by their paths, which begin with `./`, and the one that is run. It
 * imports these files and nothing else.
 */
export type Source = {
  readonly files: Readonly<Record<string, string>>
  readonly entry: string
}

/** The text of a file as a JavaScript module. Throws a Misuse where there is none. */
export type ScriptOf = (source: Source, path: string) => string

/** What a homework may consist of. JSON is a module whose default is the value. */
export const endings = ['.js', '.mjs', '.ts', '.mts', '.json'] as const

/** Whether a file is code: neither data, nor types alone. */
export const isCode = (path: string): boolean =>
  endings.some((ending) => ending !== '.json' && path.endsWith(ending)) && !/\.d\.m?ts$/.test(path)

/** The path that an import means, seen from the file that asks; what leads out is left as it is. */
export const resolved = (from: string, specifier: string): string => {
  if (!/^\.\.?\//.test(specifier)) return specifier
  const steps: string[] = []
  for (const step of [...from.split('/').slice(1, -1), ...specifier.split('/')])
    if (step === '..' && steps.pop() === undefined) return specifier
    else if (step !== '..' && step !== '.') steps.push(step)
  return `./${steps.join('/')}`
}

/** A place in a file. */
export type Place = { readonly path: string; readonly line: number; readonly column: number }
/** The place, to stand behind what is wrong there. */
export const placeInWords = (place: Place | undefined): string =>
  place === undefined ? '' : ` (${place.path}:${place.line}:${place.column})`
