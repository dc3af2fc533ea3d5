import { greatest } from '../arithmetic/sequence.ts'
import { operationNames, type OperationName } from '../contract/operations.ts'
import { defaultTimeLimit, type Foreign, type Implementation } from '../contract/implementation.ts'
import { numbersInWords, numbersOf } from '../contract/numbers.ts'
import { kebab, plain } from '../contract/plain.ts'
import { mostMaxLine } from '../contract/protocol.ts'
import type { ProcessLimits } from '../programs/process.ts'
import { inOneLine } from '../contract/thrown.ts'
import { literal } from '../contract/literal.ts'
import { argumentsOf } from '../records/in-full.ts'
import { isInput, whySkipped, whySkippedAt } from '../verdict/applies.ts'
import { claimRows } from '../verdict/evidence.ts'
import { table } from '../verdict/explain.ts'
import { outcomeOf } from '../verdict/outcome-of.ts'
import { settingOf } from '../verdict/setting.ts'
import { inShell } from '../verdict/text.ts'
import { verifyAt } from '../verdict/verify.ts'
import { parseAddress } from './address.ts'
import { connect } from './connect.ts'
import { interrupt } from './interrupt.ts'
import { lawsOf, recorded } from './all-laws.ts'
import type { Output } from './output.ts'

/**
 * Tells whoever writes an adapter, step by step, what works: whether it starts, who it says it is,
 * each operation at one easy input, how fast it is, and which laws leave it out; and last, what to
 * do next. Gives whether every step went well.
 */
export const doctor = async (
  address: string,
  limits: Partial<ProcessLimits>,
  { write }: Output,
): Promise<boolean> => {
  const tell = (step: string, text: string) =>
    write(
      `${step.padEnd(stepWidth)} ${plain(text).replaceAll('\n', `\n${' '.repeat(stepWidth + 1)}`)}\n`,
    )
  const parsed = parseAddress(address)
  const begun = performance.now()
  let it: Implementation
  try {
    it = await connect(parsed, limits)
  } catch (error) {
    tell('start', error instanceof Error ? error.message : inOneLine(error))
    tell(
      'next',
      `fix that, and run doctor again${parsed.scheme === 'exec' ? '; losslaws init writes a working adapter, and fixtures/protocol/README.md defines the messages' : ''}`,
    )
    return false
  }
  try {
    tell('start', `it started within ${((performance.now() - begun) / 1000).toPrecision(2)} s`)
    tell('name', `${it.name}${it.version === undefined ? '' : ` ${it.version}`}`)
    tell('numbers', numbersInWords(it))
    if (it.program !== undefined) {
      tell('vectors', readingInWords(it.program.reads))
      tell('echo', `hard numbers of ${numbersOf(it.format).logits.name} come back to the bit`)
    }
    const trials: Trial[] = []
    for (const name of operationNames.filter((name) => it.operations[name] !== undefined)) {
      const trial = await tried(it, name, limits.call)
      trials.push(trial)
      tell(name, trial.text)
    }
    const ask = trials.find((trial) => trial.isRight && trial.ask !== undefined)?.ask
    if (ask !== undefined)
      tell(
        'speed',
        await speedOf(ask, it).catch(
          (error: unknown) => `could not be measured: ${inOneLine(error)}`,
        ),
      )
    const wanting = new Map<string, number>()
    for (const law of lawsOf()) {
      const why = whySkipped(law, it) ?? ''
      wanting.set(why, (wanting.get(why) ?? 0) + 1)
    }
    tell('laws', `${wanting.get('') ?? 0} of ${lawsOf().length} apply to it`)
    for (const [why, count] of wanting)
      if (why !== '') tell('', `${why}: ${count} ${count === 1 ? 'law' : 'laws'}`)
    const isWell = trials.every((trial) => trial.isRight)
    tell(
      'next',
      isWell ?
        `losslaws verify ${inShell(address)}`
      : 'fix what is not right above, and run doctor again',
    )
    return isWell
  } finally {
    await it.program?.close()
  }
}

/** How rows are sent to a program, and how long they may be. */
const readingInWords = ({ maxLine, base64 }: Foreign['program']['reads']): string => {
  // A number is 8 bytes of which 3 make 4 characters, or 24 characters at most and a comma.
  const classes = Math.floor(base64 ? (maxLine * 3) / 32 : maxLine / 25)
  const rest =
    classes > widest ? '' : (
      `; rows of more than ${classes.toLocaleString('en')} classes may be too long, unless the `
      + `first line says ${base64 ? '' : '"numbers":"base64" and '}"maxLine":${mostMaxLine}`
    )
  return `${base64 ? 'in base64' : 'as lists'}, in lines of ${maxLine.toLocaleString('en')} bytes${rest}`
}
/** The widest row of the vocabularies of today. */
const widest = 262_145

type Trial = {
  readonly isRight: boolean
  readonly text: string
  /** Asks it again; nothing where it was not asked. */
  readonly ask?: () => unknown
}

/** An operation at the first easy input that is recorded for it, in words. */
const tried = async (
  it: Implementation,
  name: OperationName,
  timeLimit = defaultTimeLimit,
): Promise<Trial> => {
  const setting = settingOf(it)
  const law = lawsOf('fixture').find((one) => one.id === `fixture/${kebab(name)}`)
  const ids =
    law?.examples.filter(
      (id) => isInput(law, id, setting) && whySkippedAt(law, id, it) === undefined,
    ) ?? []
  const id = ids.find((id) => String(id).includes('/basic/')) ?? ids[0]
  const easy = recorded()
    .find(({ operation }) => operation === name)
    ?.cases.find((one) => one.id === id)
  if (easy === undefined || law === undefined)
    return { isRight: true, text: 'no recorded case is in these numbers' }
  const ask = () => (it.operations[name] as (...args: unknown[]) => unknown)(...argumentsOf(easy))
  const call = `${name}(${easy.arguments.map(literal).join(', ')})`
  const outcome = outcomeOf(await verifyAt(law, it, easy.id, { timeLimit, interrupt }, setting))
  switch (outcome.status) {
    case 'passed':
      return { isRight: true, text: `${call} is right`, ask }
    case 'skipped':
      return { isRight: false, text: `${call} is skipped: ${outcome.reason}`, ask }
    case 'errored':
      return { isRight: false, text: outcome.reason, ask }
    case 'falsified':
      return {
        isRight: false,
        text: [`${call} is not right`, ...table(claimRows(outcome.clearest))].join('\n'),
        ask,
      }
  }
}

/** How long a call takes, one at a time and many at once, each for half a second at most. */
const speedOf = async (ask: () => unknown, { program }: Implementation): Promise<string> => {
  const perSecond = async (width: number): Promise<number> => {
    const begun = performance.now()
    let count = 0
    await Promise.all(
      Array.from({ length: width }, async () => {
        while (performance.now() - begun < 500) {
          await ask()
          count++
        }
      }),
    )
    return Math.round((1000 * count) / (performance.now() - begun))
  }
  const alone = await perSecond(1)
  const words = `${alone.toLocaleString('en')} calls a second, one at a time`
  if (program === undefined) return words
  const [begun, before] = [performance.now(), program.seconds()]
  const together = await perSecond(program.window)
  const after = program.seconds()
  const share =
    before === undefined || after === undefined ?
      ''
    : `, during which it computes ${Math.round((1e5 * (after - before)) / (performance.now() - begun))} % of the time`
  return `${words}; ${together.toLocaleString('en')} with ${program.window} under way${share}`
}

const stepWidth = greatest(operationNames.map((name) => name.length))
