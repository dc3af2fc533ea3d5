import { once } from 'node:events'
import { engine } from '../engine/engine.ts'
import { exitCodes } from '../trial/exit-codes.ts'
import { command } from './options.ts'

export default command({
  name: 'engine',
  usage: `
  losslaws engine                          check for a host in another language, over stdin and stdout:
                        fixtures/protocol/README.md`,
  flags: {},
  run: async () => {
    const { read, over } = engine((line) => void process.stdout.write(`${line}\n`))
    process.stdin.on('data', read)
    const ending = await Promise.race([over, once(process.stdin, 'end')])
    process.stdin.destroy()
    return ending === 'lost' ? exitCodes.failed : exitCodes.held
  },
})
