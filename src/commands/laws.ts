import { greatest } from '../arithmetic/sequence.ts'
import { lawsOf } from '../trial/all-laws.ts'
import { exitCodes } from '../trial/exit-codes.ts'
import { select } from '../laws/select.ts'
import { command } from './options.ts'

export default command({
  name: 'laws',
  usage: '  losslaws laws [glob]                     list the laws',
  flags: {},
  run: ([glob = '*'], _, { write }) => {
    const chosen = select({ laws: glob }, lawsOf())
    const width = greatest(chosen.map((law) => law.id.length))
    for (const law of chosen)
      write(`${law.id.padEnd(width)}  ${law.tier.padEnd(8)}  ${law.equation}\n`)
    return exitCodes.held
  },
})
