import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { laws } from '../src/laws/index.ts'
import { familyOf } from '../src/laws/law.ts'

/** The ids of the exhibits: the names of the files of the gallery, but for those about all of them. */
export const exhibitsIn = (root: string): readonly string[] =>
  readdirSync(join(root, gallery))
    .filter((name) => !['mistake.ts', 'index.ts', 'gallery.ts', 'caught-by.ts'].includes(name))
    .map((name) => name.replace(/\.ts$/, ''))
    .toSorted()

/** The files that follow from the names of others: the gallery, and a suite of the trial for each family. */
export const listings = (root: string): ReadonlyMap<string, string> =>
  new Map([
    [
      `${gallery}/gallery.ts`,
      `// The exhibits, one line each. ${written}\n${exhibitsIn(root)
        .map((id) => `export { default as ${camel(id)} } from './${id}.ts'\n`)
        .join('')}`,
    ],
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

const camel = (id: string): string =>
  id.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase())
