import { existsSync, readFileSync } from 'node:fs'
import { answersFrom, requestsFor } from '../records/answers.ts'
import { formatNames } from '../records/words.ts'
import { tell } from '../report/terminal.ts'
import { judge } from '../trial/answers.ts'
import { recorded } from '../trial/all-laws.ts'
import type { Output } from '../trial/output.ts'
import { exitCodes } from '../trial/trial.ts'
import { operationNames } from '../contract/operations.ts'
import { misuse } from '../contract/declaration.ts'
import { command, oneOf } from './options.ts'

export default command({
  name: 'fixtures',
  usage: `
  losslaws fixtures emit                   write the recorded cases as requests, one a line
    --operation <name>  of one operation only
    --format <name>     those that binary64 (the default), binary32, binary16 or bfloat16 holds
  losslaws fixtures judge <file>           judge the answers in a file, one a line`,
  flags: { operation: { type: 'string' }, format: { type: 'string' } },
  run: ([what, file], { operation, format }, output) => {
    if (what === 'judge') return judged(file, output)
    if (what !== 'emit')
      throw misuse(`expected fixtures emit or fixtures judge, but received ${what ?? 'neither'}`)
    const only =
      operation === undefined ? operationNames : [oneOf('--operation', operationNames, operation)]
    const requests = requestsFor(
      recorded().filter((it) => only.includes(it.operation)),
      format === undefined ? 'binary64' : oneOf('--format', formatNames, format),
    )
    for (const line of requests) output.write(`${line}\n`)
    return exitCodes.held
  },
})

const judged = async (file: string | undefined, output: Output): Promise<number> => {
  if (file === undefined || !existsSync(file))
    throw misuse(
      `expected a file of answers, but received ${file === undefined ? 'none' : `${file}, where there is no file`}`,
    )
  return tell(
    await judge(recorded(), answersFrom(readFileSync(file, 'utf8'), file, recorded())),
    output,
  )
}
