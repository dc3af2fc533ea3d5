import { literal } from '../../contract/literal.ts'
import { cut, plain } from '../../contract/plain.ts'
import { given } from '../../contract/given.ts'
import { extentOf, rowsOf, sentenceOf } from '../../trial/cause-in-words.ts'
import { causesOf, type Cause } from '../../trial/causes.ts'
import type { Row } from '../../verdict/evidence.ts'
import { table } from '../../verdict/explain.ts'
import type { Tried } from '../../verdict/outcome.ts'
import { inLines } from '../../verdict/text.ts'
import { lessonOn } from '../lessons/lesson-on.ts'
import { revealLevels, type Reveal } from './rubric.ts'

/** The laws of a question that do not hold, and those that it requires and that fail every day. */
type Failures = { readonly failing: readonly Tried[]; readonly unmet: readonly Tried[] }

/**
 * What a learner is told of a question at a level, beside the points: what those before it tell, and
 * more. At the last one, causes take the place of hints.
 */
export const feedbackOn = ({ failing, unmet }: Failures, reveal: Reveal): string[] => {
  const upTo = (level: Reveal): boolean =>
    revealLevels.indexOf(reveal) >= revealLevels.indexOf(level)
  const causes = upTo('hint') ? causesOf([...new Set([...unmet, ...failing])]) : []
  const [gravest] = causes
  return [
    ...(unmet.length === 0 ? [] : [unearned(upTo('law') ? unmet : [])]),
    ...(upTo('law') ? listed('not yet', failing, 'falsified') : []),
    ...(upTo('law') ? listed('missing', failing, 'skipped') : []),
    ...(upTo('law') ? listed('no answer', failing, 'errored') : []),
    ...(reveal === 'full' ? causes.map(inFull)
    : gravest === undefined ? []
    : hintOf(gravest, upTo('input'))),
  ].map(plain)
}

/** Why a question earns nothing: the laws that it requires, where they may be named. */
const unearned = (unmet: readonly Tried[]): string =>
  `earns nothing: ${
    unmet.length === 0 ?
      'a law that it requires does not hold'
    : `${inLines(unmet.map(({ law }) => law)).join('\n  ')} ${unmet.length === 1 ? 'does' : 'do'} not hold`
  } on everyday inputs`

const listed = (name: string, failing: readonly Tried[], status: Tried['status']): string[] =>
  inLines(failing.filter((it) => it.status === status).map(({ law }) => law)).map(
    (line, i) => `${i === 0 ? `${name}: ` : '  '}${line}`,
  )

const hintOf = (cause: Cause, isInputTold: boolean): string[] => {
  const [{ equation, proof, ...first }] = cause.outcomes
  const input = first.status === 'falsified' ? first.clearest.input : first.input
  const lesson = lessonOf(cause)
  return [
    `cause: ${sentenceOf(cause)}`,
    `hint: ${equation}, since ${proof}`,
    ...(lesson === undefined ? [] : [`lesson: ${lesson}`]),
    ...(isInputTold && input !== undefined ? [`look at ${cut(literal(input))}`] : []),
  ]
}

const inFull = (cause: Cause): string => {
  const lesson = lessonOf(cause)
  const rows: Row[] = [
    ...rowsOf(cause),
    ...(lesson === undefined ? [] : [['lesson', lesson] as const]),
  ]
  return [`${sentenceOf(cause)}, ${extentOf(cause)}`, ...table(rows)].join('\n')
}

/** The lesson that explains a cause, as the command that teaches it. */
const lessonOf = ({ mistakes, region, outcomes: [{ law }] }: Cause): string | undefined => {
  const lesson = lessonOn({ law, region, ...given({ mistake: mistakes[0] }) })
  return lesson && `losslaws teach ${lesson.id} (${lesson.question})`
}
