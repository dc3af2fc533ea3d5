import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { deflateRawSync } from 'node:zlib'
import { defineConfig, type Plugin } from 'vite'
import { document } from './document.ts'
import { borderScript, inPlaceOf, judgeScript, options } from './scripts.ts'

/** Writes scripts, style and the page rendered beforehand into one file. */
const onePage = (): Plugin => ({
  name: 'one-page',
  enforce: 'post',
  async generateBundle(_, bundle) {
    const script = Object.values(bundle)
      .map((part) => (part.type === 'chunk' ? part.code : ''))
      .join('')
    const style = await readFile(new URL('style.css', import.meta.url), 'utf8')
    const engine = await readFile(
      createRequire(import.meta.url).resolve('@jitl/quickjs-wasmfile-release-sync/wasm'),
    )
    for (const name of Object.keys(bundle)) delete bundle[name]
    this.emitFile({
      type: 'asset',
      fileName: 'index.html',
      source: await document({
        style: dense(style),
        script: script.trim(),
        workers: { judge: await judgeScript(), border: await borderScript() },
        engine: deflateRawSync(engine, { level: 9 }).toString('base64'),
      }),
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
  root: import.meta.dirname,
  plugins: [inPlaceOf({ 'site/gallery/breaks.ts': 'live/breaks.ts' }), onePage()],
  build: { outDir: 'dist', ...options('client.ts') },
})
