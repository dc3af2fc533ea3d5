import { spawnSync } from 'node:child_process'
import { realpathSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { misuse } from '../contract/misuse.ts'
import { shown } from '../contract/plain.ts'
import { container } from './container.ts'
import { bubblewrap, unshare } from './namespaces.ts'

/** What confines a program: in words, and the words that start it confined. */
export type Border = {
  readonly name: string
  readonly around: (words: readonly string[], places: Places) => readonly string[]
}

/**
 * Folders: where a program is started; those of its files; one that is hidden from it, within these
 * too; and those of its files that lie within that one, which are shown all the same.
 */
export type Places = {
  readonly here: string
  readonly folders: readonly string[]
  readonly hidden: string
  readonly spared: readonly string[]
}

/**
 * The border that was asked for: `namespaces`, `container:<image>`, or `none`. Throws a Misuse where
 * it does not work here, with what was tried and what to do.
 */
export const borderFor = (asked = 'namespaces'): Border => {
  const border = borders.get(asked) ?? working(bordersFor(asked))
  borders.set(asked, border)
  return border
}
/** Those that have been tried. */
const borders = new Map<string, Border>()

/**
 * The words that start a program within a border. It is not shown this copy of losslaws, but for the
 * folders of the files that are among its words.
 */
export const confined = (words: readonly string[], border: Border): readonly string[] => {
  const absolute = words.map((word) => fileAt(word) ?? word)
  const folders = absolute
    .filter((word) => fileAt(word) !== undefined)
    .flatMap((file) => [realpathSync(dirname(file)), dirname(realpathSync(file))])
  const isWithin = (folder: string): boolean => `${folder}/`.startsWith(`${hidden}/`)
  return border.around(absolute, {
    here: process.cwd(),
    folders: [...new Set(folders)].filter((folder) => !isWithin(folder)),
    hidden,
    spared: [...new Set(folders)].filter(isWithin),
  })
}

const bordersFor = (asked: string): readonly Border[] => {
  const [, image] = /^container:(.+)$/.exec(asked) ?? []
  if (image !== undefined) return ['docker', 'podman'].map((engine) => container(engine, image))
  if (asked === 'namespaces') return [bubblewrap, unshare]
  if (asked === 'none') return [none]
  throw misuse(
    `--border: expected namespaces, container:<image> or none, but received ${asked || 'nothing'}`,
  )
}

const none: Border = { name: 'none, as --border none asks', around: (words) => words }

/** The first of these that works here. */
const working = (borders: readonly Border[]): Border => {
  const failures: string[] = []
  for (const border of borders) {
    const failure = failureOf(border)
    if (failure === undefined) return border
    failures.push(`${border.name}: ${failure}`)
  }
  throw misuse(
    'expected a border that holds a program which is not ours, but none works here '
      + `(${failures.join('; ')}): let users make namespaces, or give --border container:<image>, `
      + 'or --border none for a program that you would run yourself',
  )
}

/** Why a border cannot hold anything here, where it cannot. */
export const failureOf = (border: Border): string | undefined => {
  const [program = '', ...args] = confined(['true'], border)
  const { status, stderr, error } = spawnSync(program, args, { encoding: 'utf8', timeout: 60_000 })
  return status === 0 ? undefined : shown(error?.message ?? (stderr || `exit code ${status}`), 200)
}

/** The path of a word that is a file, and no program of the system. */
const fileAt = (word: string): string | undefined => {
  const path = resolve(word)
  return statSync(path, { throwIfNoEntry: false })?.isFile() ? path : undefined
}

/** The folder of losslaws, which has the answers. */
const hidden = realpathSync(fileURLToPath(new URL('../..', import.meta.url)))
