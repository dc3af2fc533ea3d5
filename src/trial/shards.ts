import type { TaskMeta } from 'vitest'
import type { Reporter } from 'vitest/node'
import { literal } from '../contract/literal.ts'
import { misuse } from '../contract/misuse.ts'

/** What was asked of a run: its shards agree on it. */
export type Asked = Readonly<Record<string, unknown>>
/** Which shard of which run a test file was judged in, as a blob report keeps it. */
type Part = {
  readonly index: number
  readonly of: number
  /** How many test files the run has. */
  readonly suites: number
  readonly asked: Asked
}

declare module 'vitest' {
  interface TaskMeta {
    losslawsPart?: Part
  }
}

/**
 * A Vitest reporter that marks each test file with its shard and its run, and refuses to merge blob
 * reports that are not all the shards of one run. Throws a Misuse then, before any other reporter
 * says a word.
 */
export const shardKeeper = (shard = '1/1', asked: Asked, suites: number): Reporter => ({
  onInit: ({ state: { blobs } }) => {
    if (blobs !== undefined) expectWhole(blobs.files)
  },
  onTestRunEnd: (modules) => {
    const [index = 1, of = 1] = shard.split('/').map(Number)
    for (const module of modules) module.meta().losslawsPart ??= { index, of, suites, asked }
  },
})

type TestFile = { readonly filepath: string; readonly meta: TaskMeta }
const expectWhole = (files: readonly TestFile[]): void => {
  const parts = files.map(({ meta }) => {
    if (meta.losslawsPart === undefined)
      throw misuse('expected blob reports of losslaws verify, but received others')
    return meta.losslawsPart
  })
  const [first] = parts
  if (first === undefined) return
  for (const part of parts) expectAlike(first, part)
  const twice = files.findIndex((it, i) => files.findIndex((at) => at.filepath === it.filepath) < i)
  const again = parts[twice]
  if (again !== undefined)
    throw misuse(`expected each shard once, but received ${nameOf(again)} again`)
  // Where there are more shards than test files, the last are empty and leave no mark.
  const missing = Array.from({ length: Math.min(first.of, first.suites) }, (_, i) => i + 1)
    .filter((index) => !parts.some((part) => part.index === index))
    .map((index) => `${index}/${first.of}`)
  if (missing.length > 0)
    throw misuse(
      `expected all ${first.of} shards of a run, but received none of ${missing.join(', ')}`,
    )
}

const expectAlike = (one: Part, other: Part): void => {
  const names = Object.keys({ ...one.asked, ...other.asked })
  const odd = names.find((name) => literal([one.asked[name]]) !== literal([other.asked[name]]))
  if (odd !== undefined || one.of !== other.of)
    throw misuse(
      `expected shards of one run, but received ${[one, other]
        .map((it) => `${nameOf(it)}${odd === undefined ? '' : ` with ${inWords(odd, it.asked)}`}`)
        .join(' and ')}`,
    )
}

const nameOf = ({ index, of }: Part): string => `shard ${index}/${of}`
const inWords = (name: string, { [name]: value }: Asked): string =>
  value === undefined ? `no ${name}` : `${name} ${literal(value)}`
