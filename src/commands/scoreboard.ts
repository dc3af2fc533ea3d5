import { join } from 'node:path'
import { readText, writeText } from '../trial/files.ts'
import { boardOf } from '../report/board/board.ts'
import { markdown } from '../report/print/markdown.ts'
import { boardPage } from '../report/print/html.ts'
import { outcomesFrom } from '../report/board/read.ts'
import { exitCodes } from '../trial/trial.ts'
import { misuse } from '../contract/declaration.ts'
import { command } from './options.ts'

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
