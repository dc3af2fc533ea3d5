import * as fc from 'fast-check'
import { formats } from '../arithmetic/format.ts'
import { defaultTimeLimit, type Implementation } from '../implementation/implementation.ts'
import { inOneLine } from '../implementation/thrown.ts'
import { literal } from '../implementation/wire.ts'
import type { AnyLaw } from '../laws/law.ts'
import { isInput, whySkipped } from './applies.ts'
import { isBreach, sentenceOf } from './inquire.ts'
import { searcher, type Limits } from './search.ts'
import { clear, type Profile, type Verdict, type Witness } from './verdict.ts'
import { verifyEach } from './verify-each.ts'

export type Options = Partial<Limits> & {
  readonly seed?: number
  /** How many inputs are drawn, beside the law's examples. */
  readonly runs?: number
}

/**
 * Puts an implementation on trial before one law: its examples first, then inputs drawn from the
 * whole domain. Of a law whose inputs are recorded, every one is judged.
 */
export const verify = async (
  law: AnyLaw,
  implementation: Implementation,
  options: Options = {},
): Promise<Verdict> => {
  const {
    runs = 100,
    seed = Math.floor(Math.random() * 2 ** 31),
    timeLimit = defaultTimeLimit,
    interrupt = (run) => run(),
  } = options
  const reason = whySkipped(law, implementation)
  if (reason !== undefined) return { law, status: 'skipped', reason }
  if (law.recorded) return verifyEach(law, implementation, { timeLimit, interrupt, seed })
  const { search } = searcher(law, implementation, { timeLimit, interrupt })
  const format = formats[implementation.format]
  const drawn = (style: 'readable' | 'raw') =>
    law.inputs(format, style).filter((input) => isInput(law, input, format))
  const readable = drawn('readable')
  const any = fc.oneof({ weight: 3, arbitrary: readable }, { weight: 2, arbitrary: drawn('raw') })
  const examples = law.examples
    .filter((input) => isInput(law, input, format))
    .map((input): [unknown] => [input])

  const { failure, census, profile, worst, skipped, ...trial } = await search(any, {
    seed,
    numRuns: runs + examples.length,
    examples,
  })
  if (failure === undefined && skipped !== undefined)
    return { law, status: 'skipped', reason: skipped }
  if (failure === undefined)
    return { law, status: 'passed', runs: trial.runs, seed, census, profile, worst }
  const { finding, replay } = failure
  if (isBreach(finding)) {
    return { law, status: 'errored', reason: sentenceOf(finding), input: failure.input, replay }
  }
  const more = [
    await search(any, { seed, numRuns: runs }),
    await search(readable, { seed, numRuns: runs }, clear),
  ]
  const witnesses = [
    finding,
    ...more.flatMap(({ failure }) =>
      failure && !isBreach(failure.finding) ? [failure.finding] : [],
    ),
  ]
  return {
    law,
    status: 'falsified',
    ...bestOf(witnesses),
    replay,
    census,
    profile: highest([profile, ...more.map((it) => it.profile)]),
  }
}

/** The verdict of one law on one input. */
export const verifyAt = async (
  law: AnyLaw,
  implementation: Implementation,
  input: unknown,
  options: Options = {},
): Promise<Verdict> => {
  const format = formats[implementation.format]
  if (!law.examples.some((example) => isLike(example, input)) || !isInput(law, input, format)) {
    return {
      law,
      status: 'skipped',
      reason: `expected an input of ${law.id} in ${format.name}, but received ${literal(input)}`,
    }
  }
  const there = { ...law, examples: law.recorded ? [input] : [], inputs: () => fc.constant(input) }
  try {
    const verdict = await verify(there, implementation, { seed: 0, ...options, runs: 1 })
    return { ...verdict, law, ...('replay' in verdict ? { replay: { seed: 0, path: null } } : {}) }
  } catch (error) {
    return {
      law,
      status: 'errored',
      reason: `it does not speak of ${literal(input)} (${inOneLine(error)})`,
      input,
    }
  }
}

const highest = (profiles: readonly Profile[]): Profile =>
  profiles.reduce(
    (all, profile) => ({
      ...all,
      ...Object.fromEntries(
        Object.entries(profile).map(([band, strain]) => [band, Math.max(strain, all[band] ?? 0)]),
      ),
    }),
    {},
  )

/**
 * The shortest witness to write down; and the shortest that is clear, else the one that is furthest
 * out.
 */
const bestOf = (
  witnesses: readonly Witness[],
): { readonly smallest: Witness; readonly clearest: Witness } => {
  const bySize = witnesses.toSorted((a, b) => literal(a.input).length - literal(b.input).length)
  const byStrain = witnesses.toSorted((a, b) => b.strain - a.strain)
  const smallest = bySize[0] as Witness
  return { smallest, clearest: bySize.find((w) => w.strain >= clear) ?? byStrain[0] ?? smallest }
}

/** Whether an input is made as an example is: the same names, numbers where it has numbers. */
const isLike = (example: unknown, input: unknown): boolean => {
  if (Array.isArray(example))
    return Array.isArray(input) && input.every((x) => example.length === 0 || isLike(example[0], x))
  if (typeof example !== 'object' || example === null) return typeof input === typeof example
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return false
  const [names, received] = [Object.keys(example), Object.keys(input)]
  return (
    names.length === received.length
    && Object.entries(example).every(([name, x]) =>
      isLike(x, (input as Record<string, unknown>)[name]),
    )
  )
}
