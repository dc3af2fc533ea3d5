import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'vite'
import { codeOf } from './gallery/code.ts'
import { elsewhere } from './gallery/elsewhere.ts'
import { inSight } from './gallery/in-sight.ts'

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

/** Puts files in the place of others, by how their paths end. */
export const inPlaceOf = (files: Readonly<Record<string, string>>): Plugin => ({
  name: 'in-place-of',
  enforce: 'pre',
  load: {
    filter: { id: Object.keys(files).map((end) => new RegExp(`/${end}$`)) },
    handler: (id) => {
      const end = Object.keys(files).find((end) => id.endsWith(`/${end}`)) ?? ''
      return `export * from ${JSON.stringify(here(files[end] ?? ''))}`
    },
  },
})

/** All that the code of the mistakes on show imports, by name. */
const scope = (): Plugin => ({
  name: 'scope',
  enforce: 'pre',
  load: {
    filter: { id: /\/site\/judge\/scope\.ts$/ },
    handler: async () => {
      const origins = new Map<string, string>()
      for (const { id } of inSight)
        for (const { names, from } of (await codeOf(id)).imports)
          for (const name of names) {
            const file = here(`..${new URL(from, 'file:///src/mistakes/').pathname}`)
            if ((origins.get(name) ?? file) !== file)
              throw new Error(`expected one ${name} in the gallery, but ${id} has another`)
            origins.set(name, file)
          }
      const names = [...origins.keys()]
      return `${names.map((name) => `import { ${name} } from ${JSON.stringify(origins.get(name))}`).join('\n')}
        export const scope = { ${names.join()} }`
    },
  },
})

/** The laws of families that the page has no room for. */
const withoutFamilies = (): Plugin => ({
  name: 'without-families',
  enforce: 'pre',
  transform: {
    filter: { id: /\/src\/laws\/families\/index\.ts$/ },
    handler: (code) =>
      code
        .split('\n')
        .filter((line) => !elsewhere.some((family) => line.endsWith(` from './${family}.ts'`)))
        .join('\n'),
  },
})

/** Generators of random numbers that fast-check can be told to take, and nobody tells it to. */
const withoutGenerators = (): Plugin => ({
  name: 'without-generators',
  enforce: 'pre',
  load: {
    filter: { id: /pure-rand\/.*\/generator\/(?:mersenne|congruential32|xoroshiro128plus)\.js$/ },
    handler: (id) => `export const ${basename(id, '.js')} = undefined`,
  },
})

/** The script of the judge, which takes the mistakes from the page. */
export const judgeScript = (): Promise<string> =>
  scriptFrom('judge/worker.ts', [
    inPlaceOf({ 'src/mistakes/index.ts': 'judge/mistakes.ts' }),
    scope(),
    withoutFamilies(),
    withoutGenerators(),
  ])

/** The script of the border, which is given its engine. */
export const borderScript = (): Promise<string> => scriptFrom('border/worker.ts', [])

/** What becomes of a script, as one text. */
const scriptFrom = async (entry: string, plugins: Plugin[]): Promise<string> => {
  const made = await build({
    configFile: false,
    root: here('.'),
    logLevel: 'warn',
    plugins,
    resolve: {
      alias: [
        { find: /^@jitl\/quickjs-wasmfile-release-sync$/, replacement: here('border/variant.ts') },
      ],
    },
    build: { ...options(entry), write: false },
  })
  const [first] = Array.isArray(made) ? made : [made]
  if (first === undefined || !('output' in first)) throw new Error(`expected a script of ${entry}`)
  return first.output
    .map((part) => (part.type === 'chunk' ? part.code : ''))
    .join('')
    .trim()
}

/** How every script of the page is built. */
export const options = (entry: string) =>
  ({
    target: 'es2023',
    modulePreload: false,
    rolldownOptions: {
      input: here(entry),
      output: { format: 'iife', entryFileNames: 'script.js' },
      checks: { emptyImportMeta: false },
      // Tables of Unicode, which nothing here draws from.
      treeshake: { manualPureFunctions: ['inverseMap'] },
    },
  }) as const
