// A program that agrees on long lines and on vectors in base64, but for the one fault that its
// argument names.
import { createInterface } from 'node:readline'

const [fault] = process.argv.slice(2)
const bytes = (xs) => Buffer.from(Float64Array.from(xs).buffer)
const inText = (x) =>
  Array.isArray(x) ? x.map(inText)
  : Number.isFinite(x) && !Object.is(x, -0) ? x
  : Object.is(x, -0) ? '-0'
  : String(x)
const inBase64 = (x) => ({ f64: bytes(x).toString('base64') })
const decoded = (x) =>
  Array.isArray(x) ? x.map(decoded)
  : x?.f64 !== undefined ?
    [...new Float64Array(new Uint8Array(Buffer.from(x.f64, 'base64')).buffer)]
  : Number(x)

/** How vectors are written: all of them, or in answer to long ones alone. */
const ways = {
  'answers in text': inText,
  'answers in base64 without a word': inBase64,
  'has the bytes the other way round': (x) => ({ f64: bytes(x).swap64().toString('base64') }),
}
const waysOfLong = {
  'loses a byte': (x) => ({ f64: bytes(x).subarray(1).toString('base64') }),
  'forgets the padding': (x) => ({ f64: bytes(x).toString('base64').replace(/=+$/, '') }),
  'writes base64 for addresses': (x) => ({
    f64: bytes(x).toString('base64').replace(/^./, '-').replaceAll('/', '_'),
  }),
  'writes numbers under f64': (x) => ({ f64: inText(x) }),
  'answers at length': (x) => `${' '.repeat(2 ** 21)}${x}`,
}
const softmax = (z) => {
  const peak = z.reduce((a, b) => Math.max(a, b), -Infinity)
  const exps = z.map((x) => Math.exp(x - peak))
  const sum = exps.reduce((a, b) => a + b, 0)
  return exps.map((e) => e / sum)
}

const answer = ({ command, seq, operation, arguments: args, numbers }) => {
  if (command === 'start')
    return {
      version: 1,
      name: fault ?? 'packed',
      operations: ['softmax'],
      policies: { posInfLogit: 'nan' },
      maxLine: fault === 'reads short lines' ? 65_536 : 2 ** 26,
      ...(fault === 'answers in base64 without a word' ? {} : { numbers }),
    }
  const [z] = args.map(decoded)
  const write =
    (operation === 'softmax' && z.length >= 64 && waysOfLong[fault]) || ways[fault] || inBase64
  return { seq, result: write(operation === 'echo' ? z : softmax(z)) }
}
createInterface({ input: process.stdin }).on('line', (line) => {
  const request = JSON.parse(line)
  if (request.command === 'stop') process.exit()
  process.stdout.write(`${JSON.stringify(answer(request))}\n`)
})
