import { expectFields, isRecord } from '../contract/declared-numbers.ts'
import { didYouMean } from '../contract/nearest.ts'
import { expectDeclared, misuse } from '../contract/misuse.ts'
import type { Message } from '../contract/protocol.ts'
import { fromRuns } from '../contract/runs.ts'
import { lawsOf } from '../trial/all-laws.ts'
import { judgeLaw } from '../trial/judge-law.ts'
import type { TrialOptions } from '../trial/outcome.ts'
import { settingOf } from '../verdict/setting.ts'
import { expectFewLogits } from '../verdict/verify-every.ts'
import type { Host } from './host.ts'

/**
 * The outcome of one law before the host, at inputs that are drawn or at the one that is given.
 * Throws a Misuse where nobody has started, or there is no such law or option.
 */
export const judgedFor = async (
  host: Host | undefined,
  { law: id, options = {} }: Message,
): Promise<Message> => {
  if (host === undefined)
    throw misuse('expected start, to say what to check, before judge, but received none')
  const all = lawsOf()
  const law = all.find((it) => it.id === id)
  if (law === undefined)
    throw misuse(
      `expected law to be the id of a law, but received ${String(id)}${didYouMean(
        String(id),
        all.map((it) => it.id),
      )}`,
    )
  const chosen = optionsFrom(options)
  const it = law.effects ? host.oneByOne : host.together
  const setting = settingOf(it, chosen)
  if (chosen.exhaustive) expectFewLogits(it, setting)
  const outcome = await judgeLaw(law, it, chosen, setting)
  await host.rest()
  return { outcome }
}

/** How a law is judged: at how many inputs, of which sizes, from which seed; or at one, in runs. */
const optionsFrom = (x: unknown): TrialOptions => {
  expectDeclared(isRecord(x), 'options', 'an object', x)
  expectFields(x, 'options', [...counts, 'exhaustive', 'at'])
  for (const name of counts)
    expectDeclared(
      x[name] === undefined || (Number.isSafeInteger(x[name]) && (x[name] as number) >= 0),
      `options.${name}`,
      'a whole number',
      x[name],
    )
  const { at, exhaustive, ...numbers } = x
  expectDeclared(
    exhaustive === undefined || typeof exhaustive === 'boolean',
    'options.exhaustive',
    'true or false',
    exhaustive,
  )
  // Each of them has been looked at above; an input is looked at by its law.
  return {
    ...(numbers as TrialOptions),
    ...(exhaustive === undefined ? {} : { exhaustive }),
    ...('at' in x ? { at: fromRuns(at) } : {}),
  }
}
const counts = ['seed', 'runs', 'classes', 'rows'] as const
