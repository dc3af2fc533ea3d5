// An adapter: reads requests from stdin, one JSON object a line, and answers each with one line on
// stdout.
// See what works:  npx losslaws doctor 'exec:node adapter.mjs'
// Put it on trial: npx losslaws verify 'exec:node adapter.mjs'
// Replace the operations below with calls of your own library. Print nothing else to stdout:
// console.error is free.
import { createInterface } from 'node:readline'

// A row may have hundreds of thousands of classes, too many to spread over arguments.
const greatest = (z) => z.reduce((a, b) => Math.max(a, b), -Infinity)

const softmax = (z) => {
  const peak = greatest(z)
  const exps = z.map((x) => Math.exp(x - peak))
  const sum = exps.reduce((a, b) => a + b, 0)
  return exps.map((e) => e / sum)
}
const operations = {
  softmax,
  logSumExp: (z) => {
    const peak = greatest(z)
    return Math.abs(peak) === Infinity ?
        peak
      : peak + Math.log(z.reduce((sum, x) => sum + Math.exp(x - peak), 0))
  },
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
  crossEntropy: (z, label) => operations.logSumExp(z) - z[label],
  crossEntropyGradient: (z, label) => softmax(z).map((p, i) => (i === label ? p - 1 : p)),
}

/**
 * Every number comes and goes through here: JSON has no NaN, no infinities and no -0, which are
 * strings on the wire. Where both agree, long vectors are doubles in base64, as most machines have
 * them in memory: the least byte first.
 */
let base64 = false
const decoded = (x) =>
  Array.isArray(x) ? x.map(decoded)
  : typeof x === 'string' ? Number(x)
  : x?.f64 !== undefined ?
    [...new Float64Array(new Uint8Array(Buffer.from(x.f64, 'base64')).buffer)]
  : x
const encoded = (x) =>
  Array.isArray(x) ?
    base64 && x.length >= 64 && x.every((it) => typeof it === 'number') ?
      { f64: Buffer.from(Float64Array.from(x).buffer).toString('base64') }
    : x.map(encoded)
  : Object.is(x, -0) ? '-0'
  : Number.isFinite(x) ? x
  : String(x)

const answer = ({ command, seq, operation, arguments: args, numbers }) => {
  if (command === 'start') {
    base64 = numbers === 'base64'
    return {
      version: 1,
      // Lines of 64 MiB, and where it is offered, vectors in base64.
      maxLine: 2 ** 26,
      ...(base64 ? { numbers } : {}),
      name: 'my losses in JavaScript',
      // Or 'bfloat16', computed in binary32; or formats that differ:
      // { logits: 'bfloat16', arithmetic: 'binary32', results: 'binary32' }.
      format: 'binary64',
      // Where only some logits are meant: domain: { logits: [-1e4, 1e4] }.
      operations: Object.keys(operations),
      options: [],
      policies: { posInfLogit: 'nan' },
    }
  }
  try {
    if (operation === 'echo') return { seq, result: encoded(decoded(args[0])) }
    if (!(operation in operations)) return { seq, skipped: `no ${operation}` }
    return { seq, result: encoded(operations[operation](...decodedArguments(args))) }
  } catch (error) {
    return { seq, error: String(error) }
  }
}
/** The options of a batch are an object, whose reduction is a word. */
const decodedArguments = (args) =>
  args.map((x) =>
    typeof x === 'object' && !Array.isArray(x) && x.f64 === undefined ?
      Object.fromEntries(
        Object.entries(x).map(([name, it]) => [name, name === 'reduction' ? it : decoded(it)]),
      )
    : decoded(x),
  )

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line)
  if (request.command === 'stop') process.exit()
  process.stdout.write(`${JSON.stringify(answer(request))}\n`)
}
