import { misuse } from '../../src/contract/misuse.ts'
import { serve } from '../../src/programs/border/serve.ts'
import type { BorderOrder } from '../judge/messages.ts'
import { setEngine } from './variant.ts'

/** The worker in which a page runs the code of a reader: one file of JavaScript, and no other. */
const answer = serve(({ files }, path) => {
  const text = Object.hasOwn(files, path) ? files[path] : undefined
  if (text === undefined)
    throw misuse(`expected no imports, as there is no other file, but it imports ${path}`)
  return text
})
addEventListener('message', ({ data }: MessageEvent<BorderOrder>) => {
  if ('engine' in data) setEngine(data.engine)
  else void answer(data).then((report) => postMessage(report))
})
