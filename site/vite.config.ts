import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'
import { document } from './document.ts'
import { inSight as exhibits } from './gallery/in-sight.ts'

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

/**
 * Leaves out of the script what the page says of a mistake already, or never asks: such texts would
 * travel twice. A field ends where the next one begins.
 */
const saidOnce = (): Plugin => ({
  name: 'said-once',
  transform: {
    filter: { id: /\/src\/mistakes\/.*\.ts$/ },
    handler: (code) =>
      code.replaceAll(/^  (?:story|mend|writtenFor|sightings):.*?,\n(?=  \w)/gms, ''),
  },
  enforce: 'pre',
})

const shown: ReadonlySet<string> = new Set(exhibits.map(({ id }) => id))

/** Leaves out of the script the exhibits that the page does not show. */
const inSight = (): Plugin => ({
  name: 'in-sight',
  transform: {
    filter: { id: /\/src\/mistakes\/gallery\.ts$/ },
    handler: (code) =>
      code
        .split('\n')
        .filter((line) => {
          const [, id] = / from '\.\/(.*)\.ts'/.exec(line) ?? []
          return id === undefined || shown.has(id)
        })
        .join('\n'),
  },
  enforce: 'pre',
})

/** Writes script, style and the page rendered beforehand into one file. */
const onePage = (): Plugin => ({
  name: 'one-page',
  enforce: 'post',
  async generateBundle(_, bundle) {
    const script = Object.values(bundle)
      .map((part) => (part.type === 'chunk' ? part.code : ''))
      .join('')
    const style = await readFile(here('style.css'), 'utf8')
    for (const name of Object.keys(bundle)) delete bundle[name]
    this.emitFile({
      type: 'asset',
      fileName: 'index.html',
      source: await document(dense(style), script.trim()),
    })
  },
})

/** A style sheet without comments and without the space that only its readers need. */
const dense = (style: string): string =>
  style
    .replaceAll(/\/\*.*?\*\//gs, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?([{};,]) ?/g, '$1')
    .trim()

export default defineConfig({
  root: here('.'),
  plugins: [saidOnce(), inSight(), onePage()],
  resolve: { alias: { './caught-by.ts': here('live/caught-by.ts') } },
  build: {
    outDir: 'dist',
    target: 'es2023',
    modulePreload: false,
    rolldownOptions: {
      input: here('client.ts'),
      output: { format: 'iife', entryFileNames: 'client.js' },
    },
  },
})
