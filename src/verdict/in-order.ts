import type { Implementation } from '../contract/implementation.ts'
import { isBreach, isPromise, type Breach, type MaybePromise } from './inquire.ts'
import type { Watch } from './watch.ts'

/**
 * Judges inputs one after another, or as many at once as a program takes, and hands over what came
 * of each in the order of the inputs, until `take` says that it is enough. A call that does not come
 * back is a fatal breach.
 */
export const judgeInOrder = async <A>(
  inputs: readonly unknown[],
  { program }: Implementation,
  watch: Watch,
  judge: (input: unknown) => MaybePromise<A | Breach>,
  take: (input: unknown, found: A | Breach) => 'enough' | 'go on',
): Promise<void> => {
  let met = 0
  let isOver = false
  const takeNext = (found: A | Breach): void => {
    isOver = take(inputs[met++], found) === 'enough'
  }
  if (program !== undefined) {
    const begun = async (input: unknown): Promise<A | Breach> => judge(input)
    const ahead: Promise<A | Breach>[] = []
    while (met < inputs.length && !isOver) {
      while (ahead.length < program.window && met + ahead.length < inputs.length) {
        const finding = begun(inputs[met + ahead.length])
        finding.catch(() => {})
        ahead.push(finding)
      }
      takeNext(await (ahead.shift() as Promise<A | Breach>))
    }
    if (isOver) watch.abandon()
    return
  }
  while (met < inputs.length && !isOver) {
    const until = Math.min(inputs.length, met + stretch)
    const waiting = watch.inTime(() => {
      while (met < until && !isOver) {
        const found = judge(inputs[met])
        if (isPromise(found)) return found as Promise<A | Breach>
        takeNext(found)
      }
      return undefined
    })
    if (isBreach(waiting)) takeNext(waiting)
    else if (waiting !== undefined) takeNext(await waiting)
  }
}

/** How many inputs are judged under one watch, which costs as much as several. */
const stretch = 1024
