import { breaks } from '../gallery/breaks.ts'
import type { BorderParts, Order, Said } from '../judge/messages.ts'

/** Once the whole page has come: what workers are made of stands at its end. */
export const whole: Promise<unknown> =
  document.readyState === 'loading' ?
    new Promise((resolve) => document.addEventListener('DOMContentLoaded', resolve))
  : Promise.resolve()

/** A judge at work: what it says, until it is ended. */
export type Judge = { readonly ask: (order: Order) => void; readonly end: () => void }

/** Begins a judge in a worker of its own, so that the page stays awake whatever is judged. */
export const beginJudge = (hear: (said: Said) => void): Judge => {
  const worker = new Worker((script ??= judgeScript()))
  worker.addEventListener('message', ({ data }: MessageEvent<Said>) => hear(data))
  worker.addEventListener('error', ({ message }) =>
    hear({ refused: { sentence: `The page cannot judge here: ${message}` } }),
  )
  return { ask: (order) => worker.postMessage(order), end: () => worker.terminate() }
}
let script: string | undefined

/** The border that the page holds, the engine of which is opened when it is first asked for. */
export const border = async (): Promise<BorderParts> => ({
  script: textIn('border'),
  engine: await (engine ??= engineBytes()),
})
let engine: Promise<ArrayBuffer> | undefined
const engineBytes = (): Promise<ArrayBuffer> => {
  const bytes = Uint8Array.from(atob(textIn('engine')), (c) => c.charCodeAt(0))
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))
  return new Response(stream).arrayBuffer()
}

/** What an inert element of the page holds. */
const textIn = (id: string): string => document.getElementById(id)?.textContent ?? ''

/** The address of the judge's script, which begins with the mistakes as their cards show them. */
const judgeScript = (): string => {
  const shown = [...document.querySelectorAll<HTMLElement>('#gallery .card')].map(mistakeIn)
  const code = [`var shown=[${shown.join()}];`, textIn('judge')]
  return URL.createObjectURL(new Blob(code, { type: 'text/javascript' }))
}

const mistakeIn = (card: HTMLElement): string => {
  const text = (part: string): string => card.querySelector(part)?.textContent ?? ''
  const { telling = '1', policies = '{}' } = card.dataset
  const words = {
    id: card.id,
    story: text('summary span'),
    mend: text('[data-mend]'),
    caughtBy: breaks.get(card.id),
    telling: Number(telling),
    unique: card.dataset['twin'] === undefined,
  }
  return `{...${JSON.stringify(words)},policies:${policies},operations(){${text('[data-helpers]')}
return {${text('[data-operations]')}}}}`
}
