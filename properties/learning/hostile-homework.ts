/**
 * Homeworks of authors who mean to cheat: what each tries, its text, and the points of 8 that its
 * mathematics deserves by the rubric of the test, or that it is refused. Beside what it tries, each
 * has a sigmoid that is right, which is worth 2. FOLDER, PORT and PID in a text stand for a folder,
 * a server and the process of the grader.
 */
export type Hostile = readonly [tries: string, text: string, earns: number | 'refused']

/** Earns 6: zeros lie in [0, 1], keep the order, and touch nothing; and sigmoid is right. */
const zeros = 'export const softmax = (z) => z.map(() => 0)\n'
/** Earns 8. */
const right = `export const softmax = (z) => {
  let [greatest, sum] = [-Infinity, 0]
  for (let i = 0; i < z.length; i++) if (z[i] > greatest) greatest = z[i]
  const e = new Float64Array(z.length)
  for (let i = 0; i < z.length; i++) sum += e[i] = Math.exp(z[i] - greatest)
  for (let i = 0; i < z.length; i++) e[i] /= sum
  return e
}
`
const afterTrying = (attempt: string, rest = zeros): string =>
  `try { ${attempt} } catch {}\n${rest}`
const inEachCall = (attempt: string): string =>
  `export const softmax = (z) => { ${attempt}; return z.map(() => 0) }`
const answering = (answer: string): string => `export const softmax = (z) => ${answer}`

/** What the audit of an earlier border, Node's permission model, describes; nine of them got through. */
const audited: readonly Hostile[] = [
  ['to open the inspector of its parent', afterTrying("process.kill(process.ppid, 'SIGUSR1')"), 6],
  ['to open the inspector of the grader', afterTrying("process.kill(PID, 'SIGUSR1')"), 6],
  ['to kill the grader', afterTrying("process.kill(PID, 'SIGKILL')"), 6],
  ['to stop the grader', afterTrying("process.kill(PID, 'SIGSTOP')"), 6],
  [
    'to stop its parent in a call',
    inEachCall("globalThis.process?.kill(process.ppid, 'SIGSTOP')"),
    6,
  ],
  ['to import our reference', "export { reference as default } from 'losslaws'", 'refused'],
  ['to import our reference later', afterTrying("globalThis.it = await import('losslaws')"), 6],
  ['to import our code by its path', "export * from 'FOLDER/../../dist/index.js'", 'refused'],
  [
    'to ask an oracle over HTTP',
    "export const softmax = async (z) => (await fetch('http://127.0.0.1:PORT')).json()",
    2,
  ],
  ['to connect', afterTrying("(await import('node:net')).connect(PORT, '127.0.0.1')"), 6],
  [
    'to listen',
    afterTrying("(await import('node:net')).createServer().listen('FOLDER/socket')"),
    6,
  ],
  [
    'to hide by toJSON what it did to its argument',
    answering(
      "{ const keep = [...z]; z.sort(); z.push(7); Object.defineProperty(z, 'toJSON', { value: () => keep }); return keep.map(() => 0) }",
    ),
    4,
  ],
  [
    'to hide by Map.prototype.get that its results share a buffer',
    `Map.prototype.get = () => undefined\n${right.replace('export const softmax', 'const all = []; const own')}
    export const softmax = (z) => { const p = own(z); all.length = z.length; for (let i = 0; i < z.length; i++) all[i] = p[i]; return all }`,
    7,
  ],
  [
    'to read the rubric beside it',
    afterTrying("(await import('node:fs')).readFileSync('FOLDER/rubric.json')"),
    6,
  ],
  ['to import the rubric beside it', afterTrying("await import('./rubric.json')"), 6],
  ['to import the homework of another', "export { softmax } from './alice.js'", 'refused'],
  [
    'to write a database',
    afterTrying("new (await import('node:sqlite')).DatabaseSync('FOLDER/x.db')"),
    6,
  ],
  [
    'to have V8 write files',
    afterTrying("(await import('node:v8')).setFlagsFromString('--trace-turbo')"),
    6,
  ],
  [
    'to write its results itself',
    afterTrying("(await import('node:fs')).writeFileSync('FOLDER/results.json', '{}')"),
    6,
  ],
  [
    'to replace what JSON and numbers do',
    `JSON.stringify = () => '{"result":[1]}'\nNumber.isFinite = Object.is = () => true\n${zeros}`,
    6,
  ],
  [
    'to replace the methods of lists',
    `for (const name of ['map', 'slice', 'every', 'push', 'filter']) Array.prototype[name] = () => [0.5, 0.5]\n${right}`,
    8,
  ],
  [
    'to add to every object',
    `Object.prototype.threw = Object.prototype.ended = Object.prototype.then = 1\n${right}`,
    8,
  ],
  ['to answer with a Proxy of its own', answering('new Proxy(z.map(() => 0), {})'), 6],
  [
    'to answer with objects that turn into numbers',
    answering('z.map(() => ({ [Symbol.toPrimitive]: () => 1 / z.length }))'),
    2,
  ],
  ['to answer with a thenable', answering('({ then: (done) => done(z.map(() => 0)) })'), 2],
  ['to leave at once', `process.exit(0)\n${zeros}`, 'refused'],
  ['to leave in a call', inEachCall('process.exit(0)'), 2],
  ['to loop at once', `for (;;);\n${zeros}`, 'refused'],
  ['to loop in a call', inEachCall('for (;;);'), 2],
  ['to loop in an asynchronous call', 'export const softmax = async () => { for (;;) await 0 }', 2],
  [
    'to loop in what it puts off',
    inEachCall('const again = () => Promise.resolve().then(again); again()'),
    2,
  ],
  [
    'to loop when something is finalised',
    `const all = new FinalizationRegistry(() => { for (;;); })\n${inEachCall('all.register({}, 0)')}`,
    6,
  ],
  ['to wait', inEachCall('Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)'), 2],
  ['to reject what nobody waits for', inEachCall('Promise.reject(new Error())'), 6],
  [
    'to print without end',
    inEachCall("for (let i = 0; i < 1000; i++) console.log('16 of 16 points'.repeat(1000))"),
    6,
  ],
  [
    'to take all memory',
    `const all = []\n${inEachCall('for (;;) all.push(new Float64Array(1e6))')}`,
    2,
  ],
  [
    'to speak as its worker does',
    afterTrying(
      "postMessage({ declared: new Float64Array(9) }); (await import('node:worker_threads')).parentPort.postMessage({})",
    ),
    6,
  ],
  [
    'to colour the report',
    "export const name = '\\u001b[2J16 of 16'\n" + answering("'\\u001b[31m16 of 16 points'"),
    2,
  ],
  [
    'to answer from getters',
    answering('Object.defineProperty([], 0, { get() { throw new Error() } })'),
    2,
  ],
  ['nothing at all', '', 'refused'],
]

/** What is aimed at the border that stands now. */
const aimed: readonly Hostile[] = [
  [
    'to reach the host by generated code',
    answering(
      "Function('return typeof process + typeof require + typeof fetch')() === 'undefinedundefinedundefined' ? z.map(() => 0) : 1",
    ),
    6,
  ],
  [
    'to reach the host by the constructor of its argument',
    answering(
      "z.constructor.constructor('return this.process')() === undefined ? z.map(() => 0) : 1",
    ),
    6,
  ],
  [
    'to reach the host by the stack of an error',
    `Error.prepareStackTrace = (_, calls) => calls\n${answering("{ try { null.x } catch (error) { return typeof error.stack[0]?.getThis === 'undefined' ? z.map(() => 0) : 1 } }")}`,
    6,
  ],
  [
    'to see who calls it',
    'export function softmax(z) { try { return softmax.caller.arguments[0] } catch { return z.map(() => 0) } }',
    6,
  ],
  [
    'to be a Proxy that is called',
    'export const softmax = new Proxy((z) => z.map(() => 0), { apply: (run, self, args) => { args.push(1); return Reflect.apply(run, null, args) } })',
    6,
  ],
  ['to import with a path that leads out', "export * from '../../../dist/index.js'", 'refused'],
  [
    'to import from elsewhere',
    "export * from 'data:text/javascript,export const softmax = (z) => z'",
    'refused',
  ],
  [
    'to put setters and getters into every list',
    `Object.defineProperty(Array.prototype, 0, { get: () => 0.5, set() {} })\n${right}`,
    8,
  ],
  [
    'to choose the species of lists',
    `Object.defineProperty(Array, Symbol.species, { value: function () { return {} } })\nArray.prototype.constructor = { [Symbol.species]: Object }\n${right}`,
    8,
  ],
  [
    'to replace typed arrays',
    `Float64Array.prototype.set = Object.getPrototypeOf(Float64Array.prototype).subarray = null\nconst Own = Float64Array\nglobalThis.Float64Array = class extends Array {}\n${right.replace('new Float64Array', 'new Own')}`,
    8,
  ],
  [
    'to replace what reads its answers',
    `Reflect.apply = Array.isArray = Object.keys = ArrayBuffer.isView = () => true\nObject.defineProperty(Object.getPrototypeOf(Float64Array.prototype), 'length', { get: () => 1e9 })\n${right.replaceAll('z.length', '(z["length"])')}`,
    8,
  ],
  [
    'to forge the length of a typed array',
    `class Long extends Float64Array { get length() { return 1e9 } }\n${answering('Long.from(z, () => 0)')}`,
    6,
  ],
  [
    'to change its argument behind getters',
    inEachCall('z.reverse(); const [a, b] = z; Object.defineProperty(z, 0, { get: () => a + 1 })'),
    5,
  ],
  [
    'to change its argument once it has answered',
    inEachCall('Promise.resolve().then(() => { z[0] = 99 })'),
    5,
  ],
  [
    'to change its argument while its answer is read',
    answering('new Proxy(z.map(() => 0), { get: (to, key) => { z[0] = 99; return to[key] } })'),
    5,
  ],
  [
    'to share memory between its answers',
    `const memory = new SharedArrayBuffer(8 * 64)\n${answering('{ const all = new Float64Array(memory, 0, z.length); for (let i = 0; i < z.length; i++) all[i] = Math.abs(z[i]) < 1e-3 ? 1e-3 : 0; return all }')}`,
    4,
  ],
  ['to answer with a hollow list', answering('new Array(2 ** 32 - 1)'), 2],
  [
    'to answer with a list that claims to be endless',
    answering("new Proxy([], { get: (to, key) => (key === 'length' ? Infinity : 0) })"),
    2,
  ],
  ['to answer with a huge list', answering('new Float64Array(1e7)'), 2],
  [
    'to answer with lists within lists',
    answering('{ let all = [0]; for (let i = 0; i < 1e4; i++) all = [all]; return all }'),
    2,
  ],
  ['to answer with a circle', answering('{ const all = []; all.push(all, all); return all }'), 2],
  ['to answer with numbers of another kind', answering('new BigInt64Array(z.length)'), 2],
  ['to answer with a generator', 'export function* softmax(z) { yield* z.map(() => 0) }', 2],
  ['to answer with a promise that is never kept', answering('new Promise(() => {})'), 2],
  [
    'to answer with a promise of itself in disguise',
    'export const softmax = async (z) => ({ get then() { for (;;); } })',
    2,
  ],
  [
    'to throw what cannot be told',
    inEachCall('throw new Proxy({}, { get: () => { throw 0 } })'),
    2,
  ],
  ['to throw what loops when it is told', inEachCall('throw { get message() { for (;;); } }'), 2],
  [
    'to throw what looks like an end',
    inEachCall("throw Object.assign(new Error('interrupted'), { name: 'InternalError' })"),
    2,
  ],
  ['to catch its end', inEachCall('for (;;) try { for (;;); } catch {} finally { for (;;); }'), 2],
  ['to recurse without end', 'export const softmax = (z) => softmax(z).map(() => 0)', 2],
  ['to recurse in the parser', inEachCall("JSON.parse('['.repeat(1e6)); eval('('.repeat(1e6))"), 2],
  ['to recurse in a Proxy', inEachCall('new Proxy({}, { get: (to, key, it) => it[key] }).x'), 2],
  ['to have an expression backtrack', inEachCall("/^(a+)+$/.test('a'.repeat(99) + 'b')"), 2],
  ['to square an integer without end', inEachCall('for (let n = 3n; ; n *= n);'), 2],
  ['to double a text without end', inEachCall("for (let text = 'x'; ; text += text);"), 2],
  [
    'to have a list sorted for long',
    inEachCall('for (;;) new Float64Array(1e5).map((_, i) => -i).sort()'),
    2,
  ],
  [
    'to leave weak references without end',
    inEachCall('for (const all = []; ; ) all.push(new WeakRef({ all }))'),
    2,
  ],
  [
    'to take all memory at once',
    `const all = []\nfor (;;) all.push(new Float64Array(1e6))\n${zeros}`,
    'refused',
  ],
  ['to be never ready', `await new Promise(() => {})\n${zeros}`, 'refused'],
  [
    'to loop in what it declares',
    `export default { get name() { for (;;); } }\n${zeros}`,
    'refused',
  ],
  [
    'to declare prototypes',
    `export const policies = JSON.parse('{"__proto__":"nan"}')\n${zeros}`,
    'refused',
  ],
  [
    'to declare without end',
    `export const options = Array(1e6).fill('labelSmoothing')\n${zeros}`,
    'refused',
  ],
  ['to nest its syntax', `${'['.repeat(1e5)}\n${zeros}`, 'refused'],
  [
    'to answer by the number of its calls',
    `let calls = 0\n${answering('z.map(() => (calls++ % 2 ? 0 : 1e-3))')}`,
    5,
  ],
]

/** Right, and worth 2. */
const sigmoid =
  '\nexport const sigmoid = (x) => (x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x)))\n'

export const hostile: readonly Hostile[] = [...audited, ...aimed].map(([tries, text, earns]) => [
  tries,
  text && text + sigmoid,
  earns,
])
