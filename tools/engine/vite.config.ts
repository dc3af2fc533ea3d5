import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants } from 'node:zlib'
import { defineConfig, type Plugin } from 'vite'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Puts the files of the package that are read while it judges into the bundle, compressed. */
const filesInside = (): Plugin => ({
  name: 'files-inside',
  load: {
    filter: { id: /\/src\/trial\/package-files\.ts$/ },
    handler: () => {
      const cases = readdirSync(`${root}fixtures`).filter((name) =>
        /^(?!schema).*\.json$/.test(name),
      )
      const names = ['package.json', ...cases.map((name) => `fixtures/${name}`)]
      const texts = names.map((name) => [name, readFileSync(`${root}${name}`, 'utf8')])
      const bytes = brotliCompressSync(JSON.stringify(texts), {
        params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_LGWIN]: 24 },
      })
      return `
        import { brotliDecompressSync } from 'node:zlib'
        const inside = '${bytes.toString('base64')}'
        let files
        export const packageFile = (path) => {
          files ??= new Map(JSON.parse(brotliDecompressSync(Buffer.from(inside, 'base64'))))
          return files.get(path)
        }`
    },
  },
})

/** The engine as one file, which needs Node and nothing else. */
export default defineConfig({
  root,
  plugins: [filesInside()],
  ssr: { noExternal: true },
  build: {
    ssr: `${root}tools/engine/entry.ts`,
    outDir: `${root}python/src/losslaws/bundle`,
    target: 'node20',
    minify: true,
    rolldownOptions: { output: { entryFileNames: 'engine.mjs' } },
  },
})
