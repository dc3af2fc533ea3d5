import { createHash } from 'node:crypto'
import { literal, numberWords } from '../../src/contract/literal.ts'
import { partsOf } from '../../src/contract/runs.ts'

/**
 * What was ever published: for every id, the hash of its numbers at each revision, in order. Lines
 * are only ever added.
 */
export type Ledger = ReadonlyMap<string, readonly string[]>

/**
 * Reads the lines `id rev hash`. Throws an Error, in a sentence, where one does not follow on those
 * before it.
 */
export const parseLedger = (text: string): Ledger => {
  const ledger = new Map<string, string[]>()
  for (const [n, line] of text.split('\n').slice(0, -1).entries()) {
    const match = /^(?<id>[a-z0-9/-]+) (?<rev>\d+) (?<hash>[0-9a-f]{16})$/.exec(line)?.groups
    if (match === undefined)
      throw new Error(
        `ledger.txt, line ${n + 1}: expected an id, a revision and a hash, but received ${JSON.stringify(line)}`,
      )
    const { id = '', rev, hash = '' } = match
    const known = ledger.get(id) ?? []
    if (Number(rev) !== known.length + 1)
      throw new Error(
        `ledger.txt, line ${n + 1}, case ${id}, field rev: expected ${known.length + 1}, but received ${rev}`,
      )
    if (known.at(-1) === hash)
      throw new Error(
        `ledger.txt, line ${n + 1}, case ${id}, field hash: expected numbers that changed, but received the same`,
      )
    ledger.set(id, [...known, hash])
  }
  return ledger
}

type Named = { readonly id: string }

/**
 * The revision of a case, given what was published: the last one where its numbers are the same,
 * else the next.
 */
export const revisionOf = <X extends Named>(ledger: Ledger, x: X): number => {
  const known = ledger.get(x.id) ?? []
  return known.at(-1) === hashOfNumbers(x) ? known.length : known.length + 1
}

/**
 * The ledger's text, and at its end a line for every case that it does not have. Begun from the
 * ledger as it was last released, it counts all changes since then as one revision.
 */
export const extended = (
  text: string,
  cases: readonly (Named & { readonly rev: number })[],
): string => {
  const ledger = parseLedger(text)
  const added = cases.filter((x) => (ledger.get(x.id)?.length ?? 0) < x.rev)
  return text + added.map((x) => `${x.id} ${x.rev} ${hashOfNumbers(x)}\n`).join('')
}

/** The fields that decide a verdict: the arguments, what must come of them, and how far from it. */
const decisive = ['arguments', 'words', 'needs', 'result', 'policy', 'error', 'budget']

/** A hash of what decides a verdict, however it is written: of every entry that a run stands for. */
const hashOfNumbers = (x: object): string => {
  const fields = Object.entries(x)
    .filter(([name]) => decisive.includes(name))
    .toSorted(([a], [b]) => decisive.indexOf(a) - decisive.indexOf(b))
    .map(([name, part]) => `"${name}":${inFull(part, writers[name] ?? literal)}`)
  return createHash('sha256').update(`{${fields.join()}}`).digest('hex').slice(0, 16)
}

/** What a text stands for in JSON, where a run repeats it: elsewhere, a text. */
type Writer = (text: string) => string
const argument: Writer = (text) =>
  numberWords.some((word) => word === text) ? literal(text) : inFull(JSON.parse(text), argument)
const budget: Writer = (text) => (Number.isFinite(Number(text)) ? text : literal(text))
const writers: Readonly<Record<string, Writer>> = { arguments: argument, budget }

/** A value as JSON, with all that its runs stand for: a run is repeated as text. */
const inFull = (x: unknown, repeated: Writer): string => {
  if (Array.isArray(x)) return `[${x.map((entry) => entryInFull(entry, repeated)).join()}]`
  if (typeof x !== 'object' || x === null) return literal(x)
  const fields = Object.entries(x).map(([name, part]) => `"${name}":${inFull(part, repeated)}`)
  return `{${fields.join()}}`
}

const entryInFull = (entry: unknown, repeated: Writer): string => {
  const [[text, times] = ['', 1]] = typeof entry === 'string' ? partsOf([entry]) : []
  if (text === '' || text === entry) return inFull(entry, repeated)
  const one = repeated(text)
  return one + `,${one}`.repeat(times - 1)
}
