import { existsSync, readFileSync } from 'node:fs'
import { transform } from 'sucrase'
import { operationNames, type OperationName } from '../../contract/operations.ts'
import { reference } from '../../core/reference.ts'
import type { Mistake } from '../../mistakes/mistake.ts'

/**
 * The code of a mistake as it stands in its file, without its types: its operations and what they
 * call. Else, as the engine prints them.
 */
export const codeOf = ({ id, implementation }: Mistake): string => {
  const text = sourceOf(`mistakes/${id}.ts`)
  const [, before = '', operations, after = ''] =
    /^((?:.(?!export default))*.?)export default.*?\n +operations: \{\n(.*?)\n {2}\},\n\}\)\n(.*)$/s.exec(
      text ?? '',
    ) ?? []
  if (operations === undefined) return printed(implementation)
  const above = before.replaceAll(/^import .*\n/gm, '').trim()
  return [above, dedented(operations), after.trim()].filter((part) => part !== '').join('\n\n')
}

/** These operations done right, with what they call: nothing of those on batches, which are long. */
export const mendedCodeOf = (names: readonly OperationName[]): string => {
  const text = sourceOf('learning/explain/done-right.ts') ?? ''
  const parts = text
    .replaceAll(/^export /gm, '')
    .split(/\n\n(?=\/\*\*|const )/)
    .slice(1)
  const nameOf = (part: string): string => /^const (\w+)/m.exec(part)?.[1] ?? ''
  const isAnOperation = (part: string): boolean => operationNames.some((it) => it === nameOf(part))
  const shown = parts.filter((part) => names.some((name) => name === nameOf(part)))
  const helpers = parts.filter((part) => !isAnOperation(part))
  return helpers
    .reduce(
      (all, helper) =>
        all.some((part) => new RegExp(`\\b${nameOf(helper)}\\(`).test(part)) ?
          [...all, helper]
        : all,
      shown,
    )
    .map((part) => part.trim())
    .join('\n\n')
}

/** What stands in the code of several mistakes without being explained there. */
export const glossary: Readonly<Record<string, string>> = {
  right: 'right.softmax and its like are the operations done right',
  at: 'at(z, i) is z[i], or an error where there is none',
  greatest: 'greatest(z) is the maximum',
  indexOfGreatest: 'indexOfGreatest(z) is where the maximum stands first',
  total: 'total(z) adds from left to right',
  roundNumber: 'roundNumber(x, format) is the nearest number of a format',
  summedOver: 'summedOver(lanes) has the operations with the sum of exponentials over these lanes',
  reduced: 'reduced(losses, options) is their mean or sum, or the losses themselves',
  rowLosses: 'rowLosses(logits, labels, options) are the losses of the rows, before any reduction',
  unsure:
    'unsure(logits, labels, options) is 1 - p of each label, without weights of classes and rows',
  smoothed:
    'smoothed(…, kept, shared) keeps a part of the label and shares another among all classes',
  targetOf: 'targetOf(label, …) is the target that the options make of a label',
  denominator: 'denominator(labels, options) is what a mean divides by',
  weighing: 'weighing(arithmetic) has what the options make of labels',
  losses: 'losses(arithmetic) are the operations over an arithmetic',
  isClass: 'isClass(label, K) says whether it is one of 0 to K − 1',
}

/** What the names in a piece of code mean, for those of the glossary that it uses. */
export const glossaryOf = (code: string): readonly string[] =>
  Object.entries(glossary)
    .filter(([name]) => new RegExp(`\\b${name}(?=[.(])|[=(] ?${name}\\b`).test(code))
    .map(([, meaning]) => meaning)

/** A file of src as it was written, which is published beside what was built, without its types. */
const sourceOf = (path: string): string | undefined => {
  const url = new URL(`../../../src/${path}`, import.meta.url)
  if (!existsSync(url)) return undefined
  const { code } = transform(readFileSync(url, 'utf8'), {
    transforms: ['typescript'],
    disableESTransforms: true,
    keepUnusedImports: true,
  })
  return code.replaceAll(/\r\n/g, '\n')
}

const printed = ({ operations }: Mistake['implementation']): string =>
  operationNames
    .filter((name) => operations[name] !== reference.operations[name])
    .map((name) => `${name}: ${operations[name]}`)
    .join('\n')

/** Lines moved to the left as far as the first one allows. */
const dedented = (text: string): string => {
  const margin = /^ */.exec(text)?.[0] ?? ''
  return text
    .split('\n')
    .map((line) => (line.startsWith(margin) ? line.slice(margin.length) : line))
    .join('\n')
}
