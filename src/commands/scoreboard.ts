import { join } from 'node:path'
import { readText, writeText } from '../host/files.ts'
import { boardOf } from '../host/scoreboard/board.ts'
import { markdown } from '../host/scoreboard/markdown.ts'
import { boardPage } from '../host/scoreboard/page.ts'
import { outcomesFrom } from '../host/scoreboard/read.ts'
import { exitCodes } from '../host/trial.ts'
import { misuse } from '../implementation/module.ts'
import { command } from './command.ts'

export default command({
  name: 'scoreboard',
  usage: `
  losslaws scoreboard <report>...          compare trials, from what --reporter json or jsonl wrote
    --output-folder <f> where SCOREBOARD.md, scoreboard.html and scoreboard.json are written`,
  flags: { 'output-folder': { type: 'string' } },
  run: (files, { 'output-folder': folder }, { write }) => {
    if (files.length === 0) throw misuse('expected reports of trials, but received none')
    if (folder === undefined || folder === '')
      throw misuse('expected --output-folder and a folder to write into, but received none')
    const board = boardOf(
      outcomesFrom(files.map((file) => ({ file, text: readText(file, 'a report') }))),
    )
    writeText(join(folder, 'scoreboard.json'), `${JSON.stringify(board, null, 1)}\n`)
    writeText(join(folder, 'SCOREBOARD.md'), markdown(board))
    writeText(join(folder, 'scoreboard.html'), boardPage(board))
    const { length: n } = board.implementations
    write(
      `${join(folder, 'SCOREBOARD.md')}: ${n} ${n === 1 ? 'implementation' : 'implementations'}\n`,
    )
    return exitCodes.held
  },
})
