import { createInterface } from 'node:readline/promises'
import type { Output } from '../trial/output.ts'

/** Puts a question and gives the answer; undefined where nobody answers. */
export type Ask = (question: string) => Promise<string | undefined>

/** Reads answers line by line, until the reader leaves or we close. */
export const asking = (
  input: NodeJS.ReadableStream,
  { write }: Pick<Output, 'write'>,
): { readonly ask: Ask; readonly close: () => void } => {
  const reader = createInterface({ input })
  const lines = reader[Symbol.asyncIterator]()
  return {
    ask: async (question) => {
      write(question)
      const { value, done } = (await lines.next()) as IteratorResult<string, undefined>
      return done ? undefined : value.trim()
    },
    close: () => reader.close(),
  }
}

/** Asks for a number until one comes, or an empty line, or nobody. */
export const askNumber = async (
  ask: Ask,
  question: string,
  write: Output['write'],
): Promise<number | undefined> => {
  for (;;) {
    const text = await ask(question)
    if (text === undefined || text === '') return undefined
    const number = Number(text.replace(',', '.'))
    if (!Number.isNaN(number)) return number
    write(`expected a number, or an empty line to go on, but received ${text}\n`)
  }
}
