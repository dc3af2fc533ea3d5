import { parentPort } from 'node:worker_threads'
import { scriptOf } from './border/script.ts'
import { serve } from './border/serve.ts'
import type { Run, Start } from './border/serve.ts'

/** The worker in which Node runs a homework. */
const answer = serve(scriptOf)
parentPort?.on('message', (order: Start | Run) => {
  void answer(order).then((report) => parentPort?.postMessage(report))
})
