import { join, relative } from 'node:path'
import { readText, writeText } from '../trial/files.ts'
import { markdown } from '../report/print/markdown.ts'
import { boardPage } from '../report/print/html.ts'
import { boardFrom } from '../report/board/read.ts'
import { exitCodes } from '../trial/exit-codes.ts'
import { misuse } from '../contract/declaration.ts'
import { command } from './options.ts'

export default command({
  name: 'scoreboard',
  usage: `
  losslaws scoreboard <report>...          compare runs, from what --reporter json or jsonl wrote, or a scoreboard.json
    --output-folder <f> where SCOREBOARD.md, scoreboard.html and scoreboard.json are written
    --findings <f>      a Markdown document with a section per finding, to which causes link`,
  flags: { 'output-folder': { type: 'string' }, findings: { type: 'string' } },
  run: (files, { 'output-folder': folder, findings: file }, { write }) => {
    if (files.length === 0) throw misuse('expected reports of trials, but received none')
    if (folder === undefined || folder === '')
      throw misuse('expected --output-folder and a folder to write into, but received none')
    const board = boardFrom(files.map((file) => ({ file, text: readText(file, 'a report') })))
    const findings =
      file === undefined ? undefined : (
        { href: relative(folder, file), text: readText(file, 'findings in Markdown') }
      )
    writeText(join(folder, 'scoreboard.json'), `${JSON.stringify(board, null, 1)}\n`)
    writeText(join(folder, 'SCOREBOARD.md'), markdown(board, findings))
    writeText(join(folder, 'scoreboard.html'), boardPage(board, findings))
    const { length: n } = board.implementations
    write(
      `${join(folder, 'SCOREBOARD.md')}: ${n} ${n === 1 ? 'implementation' : 'implementations'}\n`,
    )
    return exitCodes.held
  },
})
