import { greatest } from '../arithmetic/sequence.ts'
import { exitCodes } from '../trial/exit-codes.ts'
import { mistakes } from '../mistakes/index.ts'
import { command } from './options.ts'

export default command({
  name: 'mistakes',
  usage: '  losslaws mistakes                        list the gallery of mistakes',
  flags: {},
  run: (_, __, { write }) => {
    const width = greatest(mistakes.map(({ id }) => id.length))
    for (const { id, story } of mistakes) write(`${id.padEnd(width)}  ${story}\n`)
    return exitCodes.held
  },
})
