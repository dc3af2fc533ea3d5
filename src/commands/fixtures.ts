import { answersFrom, requestsFor } from '../records/answers.ts'
import { tell } from '../report/terminal.ts'
import { judge } from '../trial/answers.ts'
import { recorded } from '../trial/all-laws.ts'
import { readText } from '../trial/files.ts'
import type { Output } from '../trial/output.ts'
import { exitCodes } from '../trial/exit-codes.ts'
import { formatFrom } from '../contract/declared-numbers.ts'
import { parseLiteral } from '../contract/literal.ts'
import { operationNames } from '../contract/operations.ts'
import { misuse } from '../contract/declaration.ts'
import { command, oneOf } from './options.ts'

export default command({
  name: 'fixtures',
  usage: `
  losslaws fixtures emit                   write the recorded cases as requests, one per line
    --operation <name>  of one operation only
    --format <format>   those that binary64 (the default), binary32, binary16 or bfloat16 holds,
                        or formats that differ: '{"logits":…,"arithmetic":…,"results":…}'
  losslaws fixtures judge <file>           check the answers in a file, one per line
    --strict            exit with 1 even if only accuracy is lost`,
  flags: { operation: { type: 'string' }, format: { type: 'string' }, strict: { type: 'boolean' } },
  run: ([what, file], { operation, format, strict }, output) => {
    if (what === 'judge') return judged(file, output, strict)
    if (what !== 'emit')
      throw misuse(`expected fixtures emit or fixtures judge, but received ${what ?? 'neither'}`)
    const only =
      operation === undefined ? operationNames : [oneOf('--operation', operationNames, operation)]
    const requests = requestsFor(
      recorded().filter((it) => only.includes(it.operation)),
      format === undefined ? 'binary64' : formatFrom(valueOf(format), '--format'),
    )
    for (const line of requests) output.write(`${line}\n`)
    return exitCodes.held
  },
})

/** An object in JSON; any other text is itself. */
const valueOf = (text: string): unknown => {
  try {
    return text.startsWith('{') ? parseLiteral(text) : text
  } catch {
    return text
  }
}

const judged = async (
  file: string | undefined,
  output: Output,
  isStrict = false,
): Promise<number> => {
  if (file === undefined) throw misuse('expected a file of answers, but received none')
  return tell(
    await judge(recorded(), answersFrom(readText(file, 'a file of answers'), file, recorded())),
    output,
    isStrict,
  )
}
