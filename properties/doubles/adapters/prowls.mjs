// Answers softmax with what it can reach, as ones and zeros: a server, files, processes, our code.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { createInterface } from 'node:readline'

const [port, pid, folder, ours] = process.argv.slice(2)
const may = (act) => {
  try {
    act()
    return 1
  } catch {
    return 0
  }
}
const connects = () =>
  new Promise((resolve) => {
    const socket = connect(Number(port), '127.0.0.1')
    socket.on('connect', () => resolve(1)).on('error', () => resolve(0))
  })
const reached = async () => [
  await connects(),
  may(() => writeFileSync(`${folder}/touched`, '')),
  may(() => process.kill(Number(pid), 0)),
  may(() => readFileSync(`${ours}/package.json`)),
  may(() => readdirSync(`/proc/${pid}`)),
  may(() => writeFileSync('/tmp/prowls', '')),
]

const answer = async ({ command, seq, operation, arguments: args }) =>
  command === 'start' ? { version: 1, name: 'prowls', operations: ['softmax'] }
  : operation === 'echo' ? { seq, result: args[0] }
  : { seq, result: await reached() }

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line)
  if (request.command === 'stop') process.exit()
  process.stdout.write(`${JSON.stringify(await answer(request))}\n`)
}
