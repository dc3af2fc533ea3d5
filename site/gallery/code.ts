import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { format } from 'prettier'
import { transform } from 'sucrase'

/** The code of a mistake as JavaScript: what it imports, what it needs beside, and its operations. */
export type Code = {
  readonly imports: readonly { readonly names: readonly string[]; readonly from: string }[]
  readonly helpers: string
  /** The fields of an object: each an operation. */
  readonly operations: string
}

/** The code in the file of a mistake. Throws an Error where the file is not written as all are. */
export const codeOf = async (id: string): Promise<Code> => {
  const file = fileURLToPath(new URL(`../../src/mistakes/${id}.ts`, import.meta.url))
  const text = await readFile(file, 'utf8')
  const [, before, operations, after] =
    /^(.*?)^export default mistake\(\{\n.*?^ {2}operations: \{\n(.*?)^ {2}\},\n\}\)\n(.*)$/ms.exec(
      text,
    ) ?? []
  if (before === undefined || operations === undefined || after === undefined)
    throw new Error(`expected ${file} to export mistake({ …, operations: { … } })`)
  const helpers = `${before}\n${after}`
  return {
    imports: [...helpers.matchAll(/^import \{ ([^}]*) \} from '(.*)'$/gm)].map(
      ([, names = '', from = '']) => ({ names: names.split(', '), from }),
    ),
    helpers: await readable(helpers.replaceAll(/^import .*$/gm, '')),
    operations: (await readable(`export default {\n${operations}}`))
      .split('\n')
      .slice(1, -1)
      .map((line) => line.replace(/^ {2}/, ''))
      .join('\n'),
  }
}

/** TypeScript as a narrow column of JavaScript. */
const readable = async (text: string): Promise<string> => {
  const { code } = transform(indexed(text), {
    transforms: ['typescript'],
    disableESTransforms: true,
  })
  const options = { parser: 'babel', printWidth: 72, semi: false, singleQuote: true } as const
  return (await format(code, options)).trim()
}

/** `at(xs, i)`, which refuses what is out of range, as everyone writes it: `xs[i]`. */
const indexed = (text: string): string => {
  const [whole = '', list = '', index = ''] =
    /\bat\(((?:[^(),]|\([^()]*\))*), ((?:[^(),]|\([^()]*\))*)\)/.exec(text) ?? []
  return whole === '' ? text : indexed(text.replace(whole, () => `${list}[${index}]`))
}
