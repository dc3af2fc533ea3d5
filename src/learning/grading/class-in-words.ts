import { greatest } from '../../arithmetic/sequence.ts'
import { mistakes } from '../../mistakes/index.ts'
import { aligned } from './aligned.ts'
import { inPoints } from './grade.ts'
import type { ClassSummary, CommonCause, Row } from './class-summary.ts'

/** A class in words: who earned what, which laws do not hold, and why. */
export const classInWords = (summary: ClassSummary): string => {
  const { title, most, questions, submissions, laws, causes } = summary
  const graded = submissions.filter((it) => it.status === 'graded')
  return [
    `${title}: ${graded.length} of ${submissions.length} graded`,
    ...questions.map((it, i) => `  ${i + 1}  ${it.title}, ${inPoints(it.points)}`),
    ...aligned([
      ['', 'all', ...questions.map((_, i) => String(i + 1))],
      ['at most', String(most), ...questions.map(({ points }) => String(points))],
      ...graded.map((it) => [it.name, ...[it.score, ...it.questions].map(String)]),
    ]),
    ...submissions.flatMap((it) =>
      it.status === 'graded' ? [] : [`${it.name}  not graded: ${it.reason}`],
    ),
    ...(laws.length === 0 ? [] : ['laws that do not hold, and in how many submissions']),
    ...histogram(laws.slice(0, shownLaws).map(({ law, failing }) => [law, failing])),
    ...(causes.length === 0 ? [] : ['commonest causes, and in how many submissions']),
    ...causes.slice(0, shownCauses).map(causeInWords),
  ].join('\n')
}
const [shownLaws, shownCauses] = [20, 10]

/** A line for each name, with its number and a bar of at most so many marks. */
const histogram = (counted: readonly (readonly [name: string, n: number])[]): readonly string[] => {
  const most = greatest(
    counted.map(([, n]) => n),
    bar,
  )
  return aligned(counted.map(([name, n]) => [`  ${name}`, String(n)])).map((line, i) => {
    const marks = Math.ceil((bar * (counted[i]?.[1] ?? 0)) / most)
    return `${line}  ${'█'.repeat(marks)}`
  })
}
const bar = 30

const causeInWords = ({ cause, mistake, submissions }: CommonCause): string => {
  const story = mistakes.find(({ id }) => id === mistake)?.story
  const like = mistake === undefined ? '' : `: mistake:${mistake}. ${story}`
  return `  ${String(submissions.length).padStart(3)}  ${cause}${like}`
}

/** A class as a table that a spreadsheet opens: a row for each submission. */
export const classInCsv = ({ most, questions, submissions }: ClassSummary): string =>
  [
    [
      'name',
      'status',
      'total',
      'of',
      ...questions.map(({ title }) => title),
      'seed',
      'border',
      'reason',
    ],
    ...submissions.map((it) => cellsOf(it, most, questions.length)),
  ]
    .map((row) => `${row.map(cell).join(',')}\r\n`)
    .join('')

const cellsOf = (it: Row, most: number, questions: number): (string | number)[] =>
  it.status === 'graded' ?
    [it.name, it.status, it.score, most, ...it.questions, it.seed, it.border, '']
  : [it.name, it.status, 0, most, ...Array<number>(questions).fill(0), it.seed, '', it.reason]

/**
 * A cell, in quotes where it needs them (RFC 4180). A text that a spreadsheet would take for a formula
 * begins with an apostrophe: names come from those who are graded.
 */
const cell = (x: string | number): string => {
  if (typeof x === 'number') return String(x)
  const text = /^[=+\-@\t\r]/.test(x) ? `'${x}` : x
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
