import {
  constants,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { exitCodes } from '../trial/exit-codes.ts'
import { misuse } from '../contract/declaration.ts'
import { command, oneOf } from './options.ts'

/** The adapters that come with this package, a folder a language. */
const adapters = fileURLToPath(new URL('../../examples/adapters/', import.meta.url))

export default command({
  name: 'init',
  usage: `
  losslaws init --lang <language> [folder] write a working adapter, to put your own functions in:
                                           ${languagesIn(adapters).join(', ')}`,
  flags: { lang: { type: 'string' } },
  run: ([folder = '.', ...others], { lang = '' }, { write }) => {
    if (others.length > 0) throw misuse(`expected one folder, but received ${others.length + 1}`)
    const from = join(adapters, oneOf('--lang', languagesIn(adapters), lang))
    const files = filesIn(from)
    const there = files
      .map((file) => join(folder, file))
      .filter((file) => lstatSync(file, { throwIfNoEntry: false }) !== undefined)
    if (there.length > 0)
      throw misuse(
        `expected a folder without ${there.join(', ')}, which would be overwritten, but received ${folder}`,
      )
    for (const file of files) {
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      copyFileSync(join(from, file), join(folder, file), constants.COPYFILE_EXCL)
      write(`wrote ${join(folder, file)}\n`)
    }
    for (const line of commandsIn(files.map((file) => join(from, file))))
      write(`next${folder === '.' ? '' : `, in ${folder}`}: ${line}\n`)
    return exitCodes.held
  },
})

function languagesIn(folder: string): string[] {
  return existsSync(folder) ?
      readdirSync(folder, { withFileTypes: true })
        .filter((it) => it.isDirectory())
        .map(({ name }) => name)
        .toSorted()
    : []
}

/** The files of an adapter, and nothing that was built from them. */
const filesIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((it) =>
    it.isDirectory() ?
      isBuilt.test(it.name) ?
        []
      : filesIn(join(folder, it.name)).map((file) => join(it.name, file))
    : it.isFile() && !isBuilt.test(it.name) ? [it.name]
    : [],
  )
const isBuilt = /^(target|build|bin|obj|node_modules|__pycache__|adapter)$|\.(class|o|exe|pyc)$/

/** What an adapter says in its comments about how it is built and checked. */
const commandsIn = (files: readonly string[]): string[] =>
  files.flatMap(
    (file) =>
      readFileSync(file, 'utf8').match(
        /(?:(?<=^\W*)\w[\w./ -]* && )?(?:npx )?losslaws (?:verify|doctor) (?:"[^"\n]*"|'[^'\n]*'|\S+)/gm,
      ) ?? [],
  )
