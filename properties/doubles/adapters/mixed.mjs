// A program that computes in binary32 and is honest about its numbers: it answers in the formats
// that its argument names, and refuses whatever it did not ask to be asked.
import { createInterface } from 'node:readline'

const single = Math.fround
const view = new DataView(new ArrayBuffer(4))
/** To the nearest, ties to even. */
const bfloat16 = (x) => {
  if (Number.isNaN(x)) return x
  view.setFloat32(0, x)
  const bits = view.getUint32(0)
  view.setUint32(0, (bits + 0x7fff + ((bits >>> 16) & 1)) & 0xffff0000)
  return view.getFloat32(0)
}
const mix = { logits: 'bfloat16', arithmetic: 'binary32', results: 'binary32' }
const kinds = {
  'all narrow': { format: 'bfloat16', read: bfloat16, write: () => bfloat16 },
  'wide results': { format: mix, read: bfloat16, write: () => single },
  'wide losses': {
    format: {
      ...mix,
      results: { default: 'bfloat16', logSumExp: 'binary32', crossEntropy: 'binary32' },
    },
    read: bfloat16,
    write: (operation) => (/^(logSumExp|crossEntropy)$/.test(operation) ? single : bfloat16),
  },
  // Unshifted, it would overflow at 89.
  'of a domain': { format: 'binary32', domain: [-60, 60], read: single, write: () => single },
  'of half a line': {
    format: 'binary32',
    domain: ['-Infinity', 80],
    read: single,
    write: () => single,
  },
  // What it says of its results is not so.
  'narrow results, said to be wide': { format: mix, read: bfloat16, write: () => bfloat16 },
}
const { format, domain, read, write } = kinds[process.argv[2]]
const [least, most] = (domain ?? [-Infinity, Infinity]).map(Number)

const exp = (x) => single(Math.exp(x))
const mass = (z, peak) => z.reduce((sum, x) => single(sum + exp(single(x - peak))), 0)
const peakOf = (z) => (least === -Infinity ? z.reduce((a, b) => Math.max(a, b), -Infinity) : 0)
const operations = {
  softmax: (z) => {
    const peak = peakOf(z)
    const whole = mass(z, peak)
    return z.map((x) => single(exp(single(x - peak)) / whole))
  },
  logSumExp: (z) => {
    const peak = peakOf(z)
    return Math.abs(peak) === Infinity ? peak : single(peak + single(Math.log(mass(z, peak))))
  },
  crossEntropy: (z, label) => {
    const peak = peakOf(z)
    return single(single(peak - z[label]) + single(Math.log(mass(z, peak))))
  },
  sigmoid: (x) => single(1 / single(1 + exp(-x))),
}

const numbers = (x) => [x].flat(Infinity)
/** Logits as they come, where they may come so. */
const admitted = (x) => {
  for (const it of numbers(x)) {
    if (!Object.is(read(it), it)) throw new Error(`it was asked ${it}, in another format`)
    // Masks and NaN lie in every domain; +Infinity only where it is a bound.
    if (domain && it !== -Infinity && (it < least || it > most))
      throw new Error(`it was asked ${it}, outside its domain`)
  }
  return x
}
const each = (x, f) => (Array.isArray(x) ? x.map((it) => each(it, f)) : f(x))
const encoded = (x) =>
  each(x, (it) =>
    Number.isFinite(it) && !Object.is(it, -0) ? it
    : Object.is(it, -0) ? '-0'
    : String(it),
  )

const answer = ({ command, seq, operation, arguments: args }) => {
  if (command === 'start')
    return {
      version: 1,
      name: process.argv[2],
      format,
      ...(domain && { domain: { logits: domain }, elementary: { ulp: 1 } }),
      operations: Object.keys(operations),
    }
  const [logits, ...rest] = args.map((x) => each(x, Number))
  if (operation === 'echo') return { seq, result: encoded(each(logits, read)) }
  try {
    const result = operations[operation](admitted(logits), ...rest)
    return { seq, result: encoded(each(result, write(operation))) }
  } catch (error) {
    return { seq, error: String(error) }
  }
}
createInterface({ input: process.stdin }).on('line', (line) => {
  const request = JSON.parse(line)
  if (request.command === 'stop') process.exit()
  process.stdout.write(`${JSON.stringify(answer(request))}\n`)
})
