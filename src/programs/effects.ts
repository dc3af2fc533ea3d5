import type { Message } from '../contract/protocol.ts'

/**
 * What the calls of a program do beside their results, done here to the arrays that stand for its
 * own: a reply tells `arguments`, where its call wrote over them, and `earlier`, the last result of
 * this operation, where that has changed.
 */
export const effectsHere = () => {
  const results = new Map<string, unknown>()
  return (
    { operation, args }: { readonly operation: string; readonly args: readonly unknown[] },
    { arguments: after, earlier, result }: Message,
  ): void => {
    writeOver(args, after)
    writeOver(results.get(operation), earlier)
    if (result !== undefined) results.set(operation, result)
  }
}

const writeOver = (target: unknown, source: unknown): void => {
  if (!Array.isArray(target) || !Array.isArray(source)) return
  target.length = source.length
  source.forEach((x, i) =>
    Array.isArray(x) && Array.isArray(target[i]) ?
      writeOver(target[i], x)
    : void (target[i] = x as unknown),
  )
}
