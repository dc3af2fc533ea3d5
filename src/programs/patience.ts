import { operationNames } from '../contract/operations.ts'
import type { Foreign, Implementation } from '../contract/implementation.ts'
import { isUnanswered, unanswered } from '../contract/unanswered.ts'

export const isForeign = (it: Implementation): it is Foreign => it.program !== undefined

/**
 * The program, asked one call after another, whose patience ends: an operation over which it ended,
 * or had to be ended, is asked no more; and once it has had so many milliseconds in all, none is.
 */
export const patiently = ({ operations, ...program }: Foreign, most: number): Implementation => {
  const lost = new Map<string, string>()
  let spent = 0
  let turn: Promise<unknown> = Promise.resolve()
  const patient =
    (name: string, operation: (...args: unknown[]) => unknown) =>
    async (args: unknown[]): Promise<unknown> => {
      const why =
        lost.get(name) ?? (spent > most ? `the program has had ${most / 1000} s in all` : undefined)
      if (why !== undefined) throw unanswered('ended', `is asked no more: ${why}`)
      const begun = performance.now()
      try {
        return await operation(...args)
      } catch (error) {
        if (isUnanswered(error) && error.how === 'ended')
          lost.set(name, `an earlier call ${error.message.split('\n')[0]}`)
        throw error
      } finally {
        spent += performance.now() - begun
      }
    }
  const each = operationNames.flatMap((name) => {
    const operation = operations[name] as ((...args: unknown[]) => unknown) | undefined
    if (operation === undefined) return []
    const ask = patient(name, operation)
    return [
      [
        name,
        (...args: unknown[]) => {
          const answer = turn.then(() => ask(args))
          turn = answer.catch(() => {})
          return answer
        },
      ] as const,
    ]
  })
  // The engine checks the shape of every result.
  return { ...program, operations: Object.fromEntries(each) as Implementation['operations'] }
}
