import { literal, numberWords, parseLiteral } from './literal.ts'
import { cut } from './plain.ts'

/**
 * Runs: `"0*33"` stands for 33 zeros wherever a list may hold one, and `"[0,1]*999"` for so many
 * rows. A row of a vocabulary is then read at a glance, and a text holds it in full.
 */

/** Shorter runs are easier to read one by one. */
const shortest = 8

const run = /^(.+)\*(\d+)$/s

/** The most entries that the runs of a text may stand for. */
const most = 2 ** 24

/** A value with every run in its lists as a text. What is left are texts, numbers and lists. */
export const inRuns = (x: unknown): unknown =>
  Array.isArray(x) ? runsOf(x)
  : typeof x === 'object' && x !== null ? each(x, inRuns)
  : x

/** A value with all its numbers, as JSON text in which runs are short. */
export const written = (x: unknown): string => literal(inRuns(x))

/** A call as a reader writes it, of whose arguments each has so many characters at most. */
export const writtenCall = (operation: string, args: readonly unknown[], most?: number): string =>
  `${operation}(${args.map((x) => cut(written(x), most)).join(', ')})`

const runsOf = (list: readonly unknown[]): unknown[] => {
  const runs: unknown[] = []
  for (let start = 0, end = 0; start < list.length; start = end) {
    const [x, text] = [list[start], textOf(list[start])]
    while (end < list.length && isLike(list[end], x, text)) end++
    const short = inRuns(x)
    if (end - start < shortest) for (let i = start; i < end; i++) runs.push(short)
    else runs.push(`${typeof short === 'string' ? short : literalWord(short)}*${end - start}`)
  }
  return runs
}

const isLike = (y: unknown, x: unknown, text: string | undefined): boolean =>
  Object.is(y, x) || (text !== undefined && textOf(y) === text)

/** The text of a list, which may be like another: other values are themselves. */
const textOf = (x: unknown): string | undefined => (Array.isArray(x) ? written(x) : undefined)

/** A number, or the word for what JSON lacks, without its quotes. */
const literalWord = (x: unknown): string => literal(x).replace(/^"(.*)"$/, '$1')

/** The value that runs stand for: equal rows are one and the same list. Throws where a run is none. */
export const fromRuns = (x: unknown): unknown => {
  let left = most
  const read = (x: unknown): unknown => {
    if (!Array.isArray(x)) return typeof x === 'object' && x !== null ? each(x, read) : x
    const parts = x.map((entry: unknown) => {
      const [, text, times] = (typeof entry === 'string' && run.exec(entry)) || []
      left -= Number(times ?? 0)
      if (left < 0) throw tooMany(times)
      return text === undefined ? one(read(entry)) : ([read(valueOf(text)), Number(times)] as const)
    })
    return repeated(parts)
  }
  return read(x)
}

const tooMany = (times: unknown): RangeError =>
  new RangeError(`expected runs of ${most} entries at most, but received ${String(times)} more`)

/** The value of JSON text with runs in its lists. Throws a SyntaxError where it is not JSON. */
export const parseWritten = (text: string): unknown => fromRuns(parseLiteral(text))

/** What stands before the times of a run: JSON, or the word of a number that JSON lacks. */
const valueOf = (text: string): unknown =>
  parseLiteral((numberWords as readonly string[]).includes(text) ? `"${text}"` : text)

/** The texts that runs of texts stand for, which are no JSON: `"3ff0*33"`. Throws as `fromRuns`. */
export const textsFromRuns = (list: readonly string[]): string[] => repeated(partsOf(list))

/** An entry, and how often it stands in a row. */
type Part<A> = readonly [entry: A, times: number]
const one = <A>(entry: A): Part<A> => [entry, 1]

/** A list of its parts. It is made in one piece: to let one grow, or to flatten, takes long. */
export const repeated = <A>(parts: readonly Part<A>[]): A[] => {
  const list = Array<A>(parts.reduce((n, [, times]) => n + times, 0))
  let end = 0
  for (const [entry, times] of parts) list.fill(entry, end, (end += times))
  return list
}

/** Texts, and how often each is repeated. */
export const partsOf = (list: readonly string[]): Part<string>[] => {
  let left = most
  return list.map((entry) => {
    const [, text = entry, times = 1] = run.exec(entry) ?? []
    left -= Number(times)
    if (left < 0) throw tooMany(times)
    return [text, Number(times)]
  })
}

const each = (x: object, of: (part: unknown) => unknown): object =>
  Object.fromEntries(Object.entries(x).map(([name, part]) => [name, of(part)]))
