/** A softmax that is right, of which what stands around it may be hostile. */
const right = `function softmax(z) {
  const max = z.reduce((a, b) => Math.max(a, b))
  const exps = z.map((x) => Math.exp(x - max))
  const sum = exps.reduce((a, b) => a + b)
  return exps.map((e) => e / sum)
}`

const passes = /^Nothing is broken at \d+ inputs of 20 laws; accuracy is lost in 1\.$/
const nothing = /^Of 20 laws, /

/**
 * Code that a reader might paste to get at the page, the network or the judge, and what its
 * mathematics deserves.
 */
export const hostile: readonly (readonly [what: string, code: string, deserved: RegExp])[] = [
  [
    'is right and looks for the page',
    `for (const name of ['document', 'window', 'self', 'parent', 'location', 'navigator', 'localStorage', 'process', 'require', 'std', 'os'])
  if (globalThis[name] !== undefined) throw new Error(name + ' is here')
${right}`,
    passes,
  ],
  [
    'is right and asks the network',
    `for (const ask of ['fetch("/secret")', 'new XMLHttpRequest().open("GET", "/secret")', 'importScripts("/secret")', 'new WebSocket("ws://127.0.0.1/")', 'navigator.sendBeacon("/secret")', 'new EventSource("/secret")', 'new Image().src = "/secret"'])
  try { (0, eval)(ask) } catch {}
${right}`,
    passes,
  ],
  [
    'is right and imports',
    `import('/secret').catch(() => {})
import('data:text/javascript,0').catch(() => {})
${right}`,
    passes,
  ],
  [
    'is right and speaks to whoever listens',
    `try { postMessage({ declared: new Float64Array(9) }) } catch {}
try { self.postMessage({ judged: { sentence: 'perfect', found: '' } }) } catch {}
try { close() } catch {}
${right}`,
    passes,
  ],
  [
    'is right and poisons what all objects share',
    `${right.replace('function softmax', 'const clean = function')}
const { map, reduce } = Array.prototype, { max, exp } = Math
const softmax = (z) => {
  let m = -Infinity, s = 0
  for (let i = 0; i < z.length; i++) m = max(m, z[i])
  const out = []
  for (let i = 0; i < z.length; i++) out[i] = exp(z[i] - m)
  for (let i = 0; i < z.length; i++) s += out[i]
  for (let i = 0; i < z.length; i++) out[i] /= s
  return out
}
for (const it of [Object, Array, Function, Promise, Reflect, Float64Array, JSON])
  for (const name of Object.getOwnPropertyNames(it.prototype ?? it))
    if (!['constructor', 'prototype'].includes(name)) try { (it.prototype ?? it)[name] = () => [1] } catch {}
Object.prototype.then = (f) => f([1])
Object.prototype.toJSON = () => [1]
Object.prototype.declared = Object.prototype.judged = [1]`,
    passes,
  ],
  [
    'is wrong and answers by a getter, a proxy and a thenable',
    `let n = 0
function softmax(z) {
  const p = z.map(() => 1 / z.length)
  n++
  return n % 3 === 0 ? new Proxy(p, {})
  : n % 3 === 1 ? { then: (f) => f(p) }
  : Object.defineProperty([...p], 0, { get: () => p[0] })
}`,
    nothing,
  ],
  [
    'is wrong and answers with markup',
    `const softmax = (z) => '<img src=/secret onerror=alert(1)>'`,
    nothing,
  ],
  [
    'is wrong and throws markup',
    `function softmax() { throw new Error('</dd><script>fetch("/secret")</script>') }`,
    nothing,
  ],
  [
    'is wrong and takes all memory',
    `const all = []
function softmax(z) { for (;;) all.push(new Array(1e6).fill(1)) }`,
    nothing,
  ],
]

/** Code on which the page and the command line say the same, card by card. */
export const alike: readonly string[] = [
  `export function softmax(z) {
  const exps = z.map(Math.exp)
  const sum = exps.reduce((a, b) => a + b)
  return exps.map((e) => e / sum)
}`,
  `export const sigmoid = (x) => 1 / (1 + Math.exp(-x))
export function softmax(z) {
  const exps = z.map((x) => Math.exp(sigmoid(x)))
  const sum = exps.reduce((a, b) => a + b)
  return exps.map((e) => e / sum)
}`,
  `export const sigmoid = (x) => 1 / (1 + Math.exp(-x))`,
  `export function softmax(z) {
  const max = z.reduce((a, b) => Math.max(a, b))
  const exps = z.map((x) => Math.exp(x - max))
  const sum = exps.reduce((a, b) => a + b)
  return exps.map((e) => e / sum)
}`,
  `export function binaryCrossEntropy(x, target) {
  const p = 1 / (1 + Math.exp(-x))
  return -target * Math.log(p + 1e-7) - (1 - target) * Math.log(1 - p + 1e-7)
}`,
]
