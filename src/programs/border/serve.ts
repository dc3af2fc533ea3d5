import { inOneLine } from '../../contract/thrown.ts'
import { engineFor, type Engine, type Homework, type Refused, type Told } from './engine.ts'
import type { ScriptOf } from './source.ts'

/** The order to run a homework, and to tell what it declares. */
export type Start = Homework
/** The order to call an operation. */
export type Run = { readonly operation: string; readonly args: Float64Array }

/** What a homework declares, or why it is none. */
export type Started = { readonly declared: Float64Array } | Refused
/** The answer to an order. */
export type Report<O> = O extends Start ? Started : Told

/** What a worker does with its orders, which come one by one: it is all that the worker holds. */
export const serve = (scriptOf: ScriptOf): ((order: Start | Run) => Promise<Started | Told>) => {
  let engine: Engine | undefined
  return async (order) => {
    try {
      if ('operation' in order)
        return engine?.call(order.operation, order.args) ?? { ended: 'was not started' }
      const begun = await engineFor(order, scriptOf)
      if ('refused' in begun) return begun
      engine = begun
      return { declared: engine.declared }
    } catch (error) {
      const isTold = error instanceof Error && error.name === 'Misuse'
      return { refused: isTold ? error.message : inOneLine(error) }
    }
  }
}
