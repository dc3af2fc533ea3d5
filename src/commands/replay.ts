import { given } from '../contract/given.ts'
import { lawsOf } from '../trial/all-laws.ts'
import { trial } from '../trial/trial.ts'
import { misuse } from '../contract/declaration.ts'
import { didYouMean } from '../contract/nearest.ts'
import { parseWritten } from '../contract/runs.ts'
import { replayReporter } from '../report/terminal.ts'
import { command, patience, patienceFrom } from './options.ts'

export default command({
  name: 'replay',
  usage: `
  losslaws replay <address> <law> <input>  check one input, written as JSON in which
                        "0*33" stands for 33 zeros
    --strict            exit with 1 even if only accuracy is lost`,
  flags: { ...patience, strict: { type: 'boolean' } },
  run: ([address, id, text, ...others], values, output) => {
    if (address === undefined || id === undefined || text === undefined || others.length > 0) {
      throw misuse(
        `expected an address, a law and an input, but received ${[address, id, text, ...others].filter((it) => it !== undefined).length} of them`,
      )
    }
    const ids = lawsOf(id.startsWith('fixture/') ? 'fixture' : undefined).map((law) => law.id)
    if (!ids.includes(id))
      throw misuse(
        `expected the id of a law (losslaws laws lists them), but received ${id}${didYouMean(id, ids)}`,
      )
    return trial(
      [address],
      {
        laws: id,
        at: inputFrom(text),
        ...given({ strict: values.strict }),
        ...patienceFrom(values),
      },
      { reports: [replayReporter] },
      output,
    )
  },
})

const inputFrom = (text: string): unknown => {
  try {
    return parseWritten(text)
  } catch (error) {
    throw misuse(
      error instanceof RangeError ?
        error.message
      : `expected an input written as JSON, but received ${text}`,
    )
  }
}
