import { shortened, uncoloured } from './plain.ts'

/**
 * What was thrown, whatever it is, in one line: the name of an error and the first line of its
 * message.
 */
export const inOneLine = (thrown: unknown): string => {
  try {
    return shortened(
      firstOf(
        isErrorLike(thrown) ? `${thrown.name ?? 'Error'}: ${thrown.message}` : String(thrown),
      ),
      300,
    )
  } catch {
    return 'something that cannot be shown'
  }
}

/** The first line, with those after it that it announces by a colon, and without colours. */
const firstOf = (text: string): string => {
  const lines = uncoloured(text)
    .trim()
    .split(/\s*[\r\n]+\s*/)
  const last = lines.findIndex((line) => !line.endsWith(':'))
  return lines.slice(0, last < 0 ? lines.length : last + 1).join(' ')
}

/** Errors of another realm, or that came through a worker, are no instances of ours. */
const isErrorLike = (x: unknown): x is { readonly name?: unknown; readonly message: unknown } =>
  typeof x === 'object' && x !== null && 'message' in x
