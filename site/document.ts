import { createHash } from 'node:crypto'
import { page } from './page.ts'

/** What the document holds beside its text: scripts, and the engine of the border. */
export type Parts = {
  readonly style: string
  readonly script: string
  /** Scripts of workers, by the ids of the elements from which the script takes them. */
  readonly workers: Readonly<Record<string, string>>
  /** The engine of the border, compressed, in base64. */
  readonly engine: string
}

/**
 * The whole document: one file with its style and its script, which may load nothing else. Its
 * workers are inert texts until they are asked for, and run under the same policy.
 */
export const document = async ({
  style,
  script,
  workers,
  engine,
}: Parts): Promise<string> => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${hashOf(style)}'; script-src '${hashOf(script)}' 'wasm-unsafe-eval'; worker-src blob:; img-src data:; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="Sigmoid, softmax, cross-entropy: what they do, why the exponential, and whether it fits Gaussians. Eleven questions with points and curves to drag, a place to test your own, and a gallery of mistakes.">
<title>Sigmoid, then softmax: what is it doing? · losslaws</title>
<link rel="icon" href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Cpath d='M2 13C8 13 8 3 14 3' fill='none' stroke='%231f5fa8' stroke-width='2.4'/%3E%3C/svg%3E">
<style>${style}</style>
</head>
<body>${(await page()).html}
<script>${inline(script)}</script>
${Object.entries({ ...workers, engine })
  .map(([id, text]) => `<script type="text/plain" id="${id}">${inline(text)}</script>`)
  .join('\n')}
</body>
</html>
`

const hashOf = (text: string): string =>
  `sha256-${createHash('sha256').update(text).digest('base64')}`

/** A script that may stand in a document. Throws an Error where it would end there early. */
const inline = (script: string): string => {
  if (/<\/script|<!--/i.test(script))
    throw new Error('expected a script without </script and <!--, but received one with them')
  return script
}
