import { interrupt } from '../trial/interrupt.ts'
import { lawsIn } from '../trial/load-laws.ts'
import { exitCodes } from '../trial/exit-codes.ts'
import { misuse } from '../contract/declaration.ts'
import { correct, judgeLaws, type Judgement } from '../learning/explain/judge-laws.ts'
import { card, ids, indented, wrapped } from '../learning/explain/layout.ts'
import { explain, plain } from '../verdict/explain.ts'
import { command, limits, limitsFrom, seedFrom } from './options.ts'

export default command({
  name: 'judge',
  usage:
    '  losslaws judge <laws>                    check laws of your '
    + 'own: are they valid, and which mistakes do they miss?',
  flags: limits,
  run: async ([path, ...others], values, { write }) => {
    if (path === undefined || others.length > 0)
      throw misuse(
        `expected the path of a module of laws, but received ${path === undefined ? 'none' : others.length + 1}`,
      )
    const seed = seedFrom(values.seed)
    const judgement = await judgeLaws(await lawsIn(path), {
      ...limitsFrom(values),
      seed,
      interrupt,
    })
    write(`${plain(told(judgement))}\nseed ${seed}\n`)
    return (
        judgement.missed.length === 0
          && judgement.laws.every(({ rejections }) => rejections.length === 0)
      ) ?
        exitCodes.held
      : exitCodes.broken
  },
})

const told = ({ laws, known, missed }: Judgement): string => {
  const valid = laws.filter(({ rejections }) => rejections.length === 0)
  const [hint] = missed.toSorted((a, b) => b.caughtBy.length - a.caughtBy.length)
  return [
    card(
      `valid: ${valid.length} of ${laws.length} laws accept every correct implementation, ${correct.map(({ name }) => name).join(' and ')}`,
      valid.map(({ law, caught }) => ['', `${law.id} catches ${caught.length} of ${known.length}`]),
    ),
    ...laws.flatMap(({ law, rejections: [first] }) =>
      first === undefined ?
        []
      : [`${law.id} rejects ${first.name}, which is correct:\n${indented(explain(first.verdict))}`],
    ),
    card(
      `thorough: ${known.length - missed.length} of ${known.length} mistakes in ${[...new Set(laws.flatMap(({ law }) => law.uses))].join(', ')} are caught`,
      [
        ids(
          'caught',
          known.filter((mistake) => !missed.includes(mistake)).map(({ id }) => id),
        ),
        ids(
          'missed',
          missed.map(({ id }) => id),
        ),
        ...(hint === undefined ? [] : [['hint', ...wrapped(`${hint.id}: ${hint.story}`)]]),
      ],
    ),
  ].join('\n')
}
