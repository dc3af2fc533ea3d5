import { lawsOf, recorded } from '../trial/all-laws.ts'
import { exitCodes } from '../trial/exit-codes.ts'
import { interrupt } from '../trial/interrupt.ts'
import { misuse } from '../contract/declaration.ts'
import { didYouMean } from '../contract/nearest.ts'
import { mistakes } from '../mistakes/index.ts'
import { explainCase } from '../learning/explain/explain-case.ts'
import { explainLaw } from '../learning/explain/explain-law.ts'
import { explainMistake } from '../learning/explain/explain-mistake.ts'
import { command } from './options.ts'

export default command({
  name: 'explain',
  usage:
    '  losslaws explain <id>                    describe a law, a '
    + 'mistake or a recorded case, with live examples',
  flags: {},
  run: async ([id, ...others], _, { write }) => {
    if (id === undefined || others.length > 0)
      throw misuse(
        `expected the id of a law, a mistake or a case, but received ${id === undefined ? 'none' : [id, ...others].join(' ')}`,
      )
    write(`${await explained(id)}\n`)
    return exitCodes.held
  },
})

const explained = (id: string): Promise<string> => {
  const mistake = mistakes.find((it) => it.id === id.replace(/^mistake:/, ''))
  if (mistake !== undefined) return explainMistake(mistake, { interrupt })
  const all = lawsOf(id.startsWith('fixture/') ? 'fixture' : undefined)
  const law = all.find((it) => it.id === id)
  if (law !== undefined) return explainLaw(law, { interrupt }, law.recorded ? recorded() : [])
  for (const fixture of recorded()) {
    const it = fixture.cases.find((it) => it.id === id)
    if (it !== undefined) return explainCase(fixture, it, { interrupt })
  }
  const ids =
    id.split('/').length > 2 ?
      recorded().flatMap(({ cases }) => cases.map((it) => it.id))
    : [...all.map((it) => it.id), ...mistakes.map((it) => it.id)]
  throw misuse(
    `expected the id of a law, a mistake or a case, but received ${id}${didYouMean(id.replace(/^mistake:/, ''), ids)}`,
  )
}
