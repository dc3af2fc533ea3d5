import { plain } from '../../src/verdict/explain.ts'
import { inOneLine } from '../../src/contract/thrown.ts'
import { evidence, lawOf } from '../gallery/evidence.ts'
import { searchReport, sentence } from '../gallery/report.ts'
import { watch } from '../gallery/watch.ts'
import { judgeOwn } from '../own/judge.ts'
import { cards, sentenceOn } from '../own/result.ts'
import { borderOf } from './border.ts'
import type { Order, Said } from './messages.ts'
import { isUnique, mistakes } from './mistakes.ts'

/** The worker in which the page judges: the laws and the mistakes, and none of the page. */
const say = (said: Said): void => postMessage(said)

const carryOut = async (order: Order): Promise<Said> => {
  if ('watch' in order) {
    const { mistake: id, law, seed } = order.watch
    const mistake = mistakes.find((it) => it.id === id)
    if (mistake === undefined)
      throw new RangeError(`expected the id of a mistake, but received ${id}`)
    const watched = await watch(lawOf(law), mistake.implementation, seed)
    return {
      watched: {
        status: watched.verdict.status,
        sentence: sentence(watched),
        witness: evidence(watched.verdict).html,
        found: searchReport(watched).html,
      },
    }
  }
  const { code, seed, border } = order.own
  const tell = (done: number, of: number, law: string): void => say({ progress: { done, of, law } })
  const outcomes = await judgeOwn(code, seed, borderOf(border), tell, isUnique)
  if ('sentence' in outcomes) return { refused: outcomes }
  return { judged: { sentence: plain(sentenceOn(outcomes)), found: cards(outcomes).html } }
}

addEventListener('message', ({ data }: MessageEvent<Order>) => {
  void carryOut(data)
    .catch((error: unknown): Said => ({ refused: { sentence: inOneLine(error) } }))
    .then(say)
})
