import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { laws } from '../src/laws/index.ts'
import { familyOf } from '../src/laws/law.ts'

/** The ids of the exhibits, after which their files are named. */
export const exhibitsIn = (root: string): readonly string[] =>
  readdirSync(join(root, gallery))
    .filter((name) => !['mistake.ts', 'index.ts', 'gallery.ts', 'caught-by.ts'].includes(name))
    .map((name) => name.replace(/\.ts$/, ''))
    .toSorted()

/**
 * The files that follow from others: the list of the gallery, that of the families of laws, and a
 * suite of the trial for each family.
 */
export const listings = (root: string): ReadonlyMap<string, string> =>
  new Map([
    [
      `${gallery}/gallery.ts`,
      `// The exhibits, one line each. ${written}\n${exhibitsIn(root)
        .map((id) => `export { default as ${camel(id)} } from './${id}.ts'\n`)
        .join('')}`,
    ],
    [lawIndex, lawIndexOf(root)],
    ...families.map(
      (family) =>
        [
          `${suites}/${family}.ts`,
          `// ${written}\nimport { suite } from '../suite.ts'\n\nawait suite('${family}')\n`,
        ] as const,
    ),
  ])

/** The suites of families that are no more, in a sentence each. */
export const straySuites = (root: string): readonly string[] =>
  readdirSync(join(root, suites))
    .filter((name) => !families.includes(name.replace(/\.ts$/, '')))
    .map((name) => `${suites}/${name}: expected no file of this name, but received one`)

export const written = 'Written by `npm run kills`.'

const gallery = 'src/mistakes'
const suites = 'src/trial/suites'
/** The families of laws, and the recorded cases. */
const families = [...new Set(laws.map(({ id }) => familyOf(id))), 'fixture'].toSorted()

export const lawIndex = 'src/laws/families/index.ts'

/** The lists of laws that the files of the families export. */
export const lawIndexOf = (root: string): string => {
  const folder = join(root, dirname(lawIndex))
  const files = readdirSync(folder).filter((name) => name !== 'index.ts')
  const lines = files.toSorted().flatMap((name) => {
    const text = readFileSync(join(folder, name), 'utf8')
    const lists = [...text.matchAll(/^export const (\w+Laws)\b/gm)].map(([, list]) => list)
    return lists.length === 0 ? [] : [`export { ${lists.join(', ')} } from './${name}'\n`]
  })
  return `// The laws of every family, one file each. ${written}\n${lines.join('')}`
}

const camel = (id: string): string =>
  id.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase())
