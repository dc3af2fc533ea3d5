// A program whose sigmoid is meant for the few logits of bfloat16 in [1, 16], and wrong at 2.5.
import { createInterface } from 'node:readline'

const numbers = { format: 'bfloat16', domain: { logits: [1, 16] } }
const say = (message) => process.stdout.write(`${JSON.stringify(message)}\n`)
const sigmoid = (x) => (x === 2.5 ? 0.5 : 1 / (1 + Math.exp(-x)))
for await (const line of createInterface({ input: process.stdin })) {
  const { command, seq, operation, arguments: args } = JSON.parse(line)
  if (command === 'start')
    say({ version: 1, name: 'few', ...numbers, operations: ['sigmoid'], options: [], policies: {} })
  else say({ seq, result: operation === 'echo' ? args[0] : sigmoid(Number(args[0])) })
}
