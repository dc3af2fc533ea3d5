import { inLines } from '../../verdict/text.ts'
import { aligned } from './aligned.ts'
import { isSound, mostOfNonsense, type Check, type Earned } from './check.ts'
import { inPoints } from './grade.ts'
import type { Rubric } from './rubric.ts'

/** What a rubric gives to whom, in one table, and what follows from it. */
export const checkInWords = (rubric: Rubric, check: Check): string => {
  const { most, reference, nonsense, mistakes, beyond } = check
  const blind = mistakes.filter(({ score }) => score === most)
  const row = ({ name, score, questions }: Earned): string[] =>
    [name, score, ...questions].map(String)
  return [
    `${rubric.title}: what each would earn`,
    ...rubric.questions.map(({ title, points }, i) => `  ${i + 1}  ${title}, ${inPoints(points)}`),
    '',
    ...aligned([
      ['', 'all', ...rubric.questions.map((_, i) => String(i + 1))],
      ['at most', String(most), ...rubric.questions.map(({ points }) => String(points))],
      ...[reference, ...nonsense, ...mistakes].map(row),
    ]),
    '',
    ...(blind.length === 0 ?
      ['every mistake loses points']
    : [
        'mistakes that earn everything, which the rubric cannot see:',
        ...inLines(blind.map(({ name }) => name)).map((line) => `  ${line}`),
      ]),
    ...(beyond === 0 ?
      []
    : [`${beyond} more mistakes show only in wider rows than a homework is asked`]),
    ...faultsOf(check),
    isSound(check) ? 'the rubric is sound' : 'the rubric is not sound',
  ].join('\n')
}

const faultsOf = ({ most, reference, nonsense }: Check): readonly string[] => [
  ...(reference.score === most ?
    []
  : [`${reference.name}, which is right, would earn ${reference.score} of ${most}: expected all`]),
  ...nonsense
    .filter(({ score }) => score > mostOfNonsense * most)
    .map(
      ({ name, score }) =>
        `${name} would earn ${score} of ${most}: expected ${100 * mostOfNonsense} % at most; let its questions require a law of values`,
    ),
]
