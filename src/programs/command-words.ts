import { misuse } from '../contract/declaration.ts'

/**
 * The words of a command line, with no shell: quotes hold spaces, a backslash takes the next
 * character as it is (within double quotes only a quote or a backslash), and nothing is expanded.
 * Throws a Misuse where a quote is left open.
 */
export const commandWords = (command: string): string[] => {
  if (/^\s*[a-z]:\\/i.test(command))
    throw misuse(
      `expected / or \\\\ between the folders of a program, as a backslash takes the next character as it is, but received ${command}`,
    )
  const words: string[] = []
  let word: string | undefined
  for (const [, space, single, double, escaped, open, other] of command.matchAll(token)) {
    if (space !== undefined) {
      if (word !== undefined) words.push(word)
      word = undefined
    } else if (open !== undefined)
      throw misuse(
        `expected the ${open === '\\' ? 'backslash' : 'quote'} in ${command} to be followed by ${open === '\\' ? 'a character' : 'another'}, but received the end`,
      )
    else
      word =
        (word ?? '') + (single ?? double?.replaceAll(/\\(["\\])/g, '$1') ?? escaped ?? other ?? '')
  }
  if (word !== undefined) words.push(word)
  if (words.length === 0 || words[0] === '')
    throw misuse('expected a command after exec:, but received none')
  return words
}
const token = /(\s+)|'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)|(['"\\])|([^\s'"\\]+)/gs
