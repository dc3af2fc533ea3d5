// A million requests through one program, and the memory that both sides take meanwhile:
//   npm run build && node tools/soak.mjs python3 examples/adapters/python/adapter.py
import { readdirSync, readFileSync } from 'node:fs'
import { implementationOfProcess } from '../dist/programs/process.js'

const words = process.argv.slice(2)
const total = Number(process.env.REQUESTS ?? 1_000_000)
if (words.length === 0) throw new Error('expected the words of a command, but received none')

/** The resident memory of a process, in MiB. */
const memoryOf = (pid) =>
  (Number(readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1]) * 4096) / 2 ** 20
/** The process that was started by these words: its parent is the warden that we started. */
const started = () =>
  readdirSync('/proc').find(
    (pid) =>
      textOf(pid, 'cmdline').endsWith(`${words.at(-1)}\0`)
      && textOf(textOf(pid, 'stat').split(') ').at(-1).split(' ')[1], 'cmdline').includes(
        'warden.js',
      ),
  )
const textOf = (pid, file) => {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return ''
  }
}

const it = await implementationOfProcess(words)
const theirs = started()
const begun = performance.now()
const inputs = [
  [0, 1],
  [1000, 0],
  [-1, 2.5, 0.1],
  [NaN, -0],
  Array.from({ length: 20 }, (_, i) => i / 3),
]
let [left, wrong] = [total, 0]
const ask = async () => {
  while (left > 0) {
    const z = inputs[left-- % inputs.length]
    const p = await it.operations.softmax(z)
    if (p.length !== z.length) wrong++
    if (left % (total / 10) === 0) {
      const done = total - left
      console.log(
        `${done.toLocaleString('en').padStart(9)} requests, ${Math.round((1000 * done) / (performance.now() - begun)).toLocaleString('en')} a second: ours ${memoryOf('self').toFixed(1)} MiB, theirs ${theirs === undefined ? '?' : memoryOf(theirs).toFixed(1)} MiB`,
      )
    }
  }
}
await Promise.all(Array.from({ length: it.program.window }, ask))
console.log(
  `${wrong} wrong; it computed ${Math.round((1e5 * it.program.seconds()) / (performance.now() - begun))} % of the time`,
)
await it.program.close()
process.exitCode = wrong === 0 ? 0 : 1
