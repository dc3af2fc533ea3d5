import { plain } from '../contract/plain.ts'
import { filesOf, parseAddress } from '../trial/address.ts'
import { extentOf, rowsOf, sentenceOf } from '../trial/cause-in-words.ts'
import { causesOf } from '../trial/causes.ts'
import { bySubject } from '../trial/standing.ts'
import type { Report } from '../trial/trial.ts'
import { table } from '../verdict/explain.ts'
import type { Outcome } from '../verdict/outcome.ts'

/**
 * The report that has GitHub mark the file on trial: once for each cause, with its card, since a step
 * shows ten annotations at most. Source: docs.github.com, workflow commands.
 */
export const annotationsReporter: Report = ({ outcomes, options, output: { write } }) => ({
  onTestRunEnd: () => {
    for (const line of annotationsIn(outcomes, options.strict)) write(`${line}\n`)
  },
})

/** Errors, and warnings where only accuracy is lost and nobody is strict. */
export const annotationsIn = (outcomes: readonly Outcome[], isStrict = false): readonly string[] =>
  [...bySubject(outcomes)].flatMap(([subject, mine]) => {
    const file = filesOf(parseAddress(subject)).at(-1)
    const none = mine.find((it) => it.status === 'untried')
    if (none !== undefined)
      return [annotation('error', file, `${subject} could not be tried`, none.reason)]
    return causesOf(mine).map((cause) =>
      annotation(
        cause.fate === 'lost accuracy' && !isStrict ? 'warning' : 'error',
        file,
        `${subject}: ${sentenceOf(cause)}, ${extentOf(cause)}`,
        table(rowsOf(cause)).join('\n'),
      ),
    )
  })

const annotation = (
  kind: 'error' | 'warning',
  file: string | undefined,
  title: string,
  message: string,
): string => {
  const properties = Object.entries({ file, title, line: file && '1' }).flatMap(([name, text]) =>
    text === undefined ? [] : [`${name}=${property(text)}`],
  )
  return `::${kind} ${properties.join()}::${escaped(message)}`
}

/** A command ends with its line, and a percent sign begins what is escaped. */
const escaped = (text: string): string =>
  plain(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
const property = (text: string): string =>
  escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
