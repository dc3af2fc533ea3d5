import type { Worker as Border } from '../../src/programs/border/homework.ts'
import type { BorderOrder, BorderParts, BorderReport } from './messages.ts'

/** Begins workers that hold the border and nothing else, and are ended at will. */
export const borderOf = ({ script, engine }: BorderParts): (() => Border) => {
  const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }))
  return () => {
    const worker = new Worker(url)
    let settle: (report: unknown) => void = () => {}
    worker.addEventListener('message', ({ data }: MessageEvent<BorderReport>) => settle(data))
    worker.addEventListener('error', ({ message }) =>
      settle({ ended: `brought down its engine: ${message}` }),
    )
    const post = (order: BorderOrder): void => worker.postMessage(order)
    post({ engine })
    return {
      order: (order, milliseconds, late) =>
        new Promise<unknown>((resolve) => {
          // Its answer may have come while we were busy ourselves: what is there is read first.
          const timer = setTimeout(() => setTimeout(resolve, 0, { ended: late }), milliseconds)
          settle = (report) => {
            clearTimeout(timer)
            resolve(report)
          }
          post(order)
          // What a worker answers is what its orders ask for.
        }) as Promise<never>,
      end: async () => worker.terminate(),
    }
  }
}
