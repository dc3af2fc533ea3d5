import { given } from '../../src/contract/given.ts'
import type { Foreign } from '../../src/contract/implementation.ts'
import { didYouMean } from '../../src/contract/nearest.ts'
import { shown } from '../../src/contract/plain.ts'
import { inOneLine } from '../../src/contract/thrown.ts'
import { decoded } from '../../src/programs/border/codec.ts'
import type { Refused as Unready } from '../../src/programs/border/engine.ts'
import { implementationOfHomework, type Worker } from '../../src/programs/border/homework.ts'
import { homeworkLimits } from '../../src/programs/border/limits.ts'
import type { Refused } from '../judge/messages.ts'
import { names } from './names.ts'

/** The limits of a grading, but for how often code is run anew that had to be ended. */
export const limits = { ...homeworkLimits, restarts: 2 }

/**
 * What a reader has written, behind the border; or why it cannot be tried. Functions are found by
 * name, whether or not they are exported. Where what finds them cannot be read, that is the fault
 * of the code, or its exports are complete.
 */
export const started = async (code: string, begin: () => Worker): Promise<Foreign | Refused> => {
  const text = code.replaceAll(/^export default (?=(?:async )?function\b|class\b)/gm, (it) =>
    ' '.repeat(it.length),
  )
  const first = await run(`${text}\nexport default {${found.join()}}`, begin)
  return 'sentence' in first && first.at !== undefined ? run(text, begin) : first
}
const found = names.map((name) => `...typeof ${name}=='function'&&{${name}}`)

const run = async (text: string, begin: () => Worker): Promise<Foreign | Refused> => {
  let report: Reported = {}
  const noting = (): Worker => {
    const worker = begin()
    return {
      ...worker,
      order: async (...order) => {
        const told = await worker.order(...order)
        report = told as Reported
        return told
      },
    }
  }
  const entry = './your-code.js'
  try {
    const source = { files: { [entry]: text }, entry }
    return await implementationOfHomework(source, 'your code', limits, noting)
  } catch (error) {
    const { refused, place: at, declared } = report
    const declaredNames = declared && Object.keys(decoded(declared) as object)
    return {
      sentence:
        (refused && refused + (at === undefined ? '' : hintOn(text)))
        ?? (declaredNames?.some(isOperation) === false ? noneIn(text)
        : error instanceof Error ? error.message
        : inOneLine(error)),
      ...given({ at }),
    }
  }
}
type Reported = Partial<Unready> & { readonly declared?: Float64Array }
const isOperation = (name: string): boolean => names.some((it) => it === name)

/** What is said of code in which no function has a name that is looked for. */
const noneIn = (text: string): string => {
  const written = [...text.matchAll(/\b(?:function|const|let|var)\s+([\w$]+)/g)].map(
    ([, name = '']) => name,
  )
  const meant = written.map((name) => didYouMean(name, names)).find((hint) => hint !== '')
  return `Expected a function by one of the names above, such as softmax or crossEntropy, but received ${shown(written.join(', '))}${meant ?? '.'}`
}

/** What is said beside of text that cannot be read and looks like another language. */
const hintOn = (text: string): string =>
  /^\s*(?:def \w+\(|import \w+ as |from [\w.]+ import )/m.test(text) ?
    '. This is no JavaScript; for Python, there is losslaws init --lang python.'
  : /[\w)]\??: *(?:readonly )?(?:number|string|boolean|any|unknown|Float64Array)\b/.test(text) ?
    '. Leave out the types of TypeScript: the page reads JavaScript.'
  : ''
