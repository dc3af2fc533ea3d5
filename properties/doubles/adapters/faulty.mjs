// A program that answers softmax and sigmoid rightly, but for the one fault that its argument names.
import { spawn } from 'node:child_process'
import { appendFileSync, closeSync, existsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const [fault, ...rest] = process.argv.slice(2)
const say = (message) =>
  process.stdout.write(typeof message === 'string' ? message : `${JSON.stringify(message)}\n`)
const decoded = (x) => (Array.isArray(x) ? x.map(decoded) : Number(x))
const encoded = (x) =>
  Array.isArray(x) ? x.map(encoded)
  : Number.isFinite(x) && !Object.is(x, -0) ? x
  : Object.is(x, -0) ? '-0'
  : String(x)
const softmax = (z) => {
  const peak = z.reduce((a, b) => Math.max(a, b))
  const exps = z.map((x) => Math.exp(x - peak))
  const sum = exps.reduce((a, b) => a + b, 0)
  return exps.map((e) => e / sum)
}
const sigmoid = (x) => (x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x)))
const policies = { posInfLogit: 'nan' }
const right = { softmax, sigmoid, echo: (z) => z }
const isTie = ([z]) => Array.isArray(z) && z.length === 2 && z[0] === z[1]
let count = 0

/** What happens before the right answer is given; where it is true, that is all. */
const faults = {
  'is silent at start': ({ command }) => command === 'start',
  'is silent at the echo': ({ operation }) => operation === 'echo',
  'speaks version 2': ({ command }) =>
    command === 'start' && (say({ version: 2, name: 'later', operations: ['softmax'] }), true),
  'greets with a banner': ({ command }) =>
    command === 'start' && (say('Loading weights …\n'), false),
  'counts its lives': ({ command }) => command === 'start' && (appendFileSync(rest[0], '.'), false),
  'is called ../../evil': ({ command, seq, args }) =>
    (command === 'start'
      && (say({
        version: 1,
        name: '../../evil\u001b]0;title\u0007<script>alert(1)</script>\u202e',
        release: '\u0000',
        operations: ['softmax'],
      }),
      true))
    || (args.length > 0
      && args[0].length < 5
      && (say({ seq, error: '<script>alert(1)</script>\u001b]0;title\u0007\u001b[2J\u202e' }),
      true)),
  'repeats the question': ({ command, seq, args }) =>
    command === 'run' && (say({ seq, result: encoded(args[0]) }), true),
  'throws on every call': ({ operation, seq }) =>
    /s/.test(operation) && (say({ seq, error: `KeyError: ${operation}` }), true),
  errs: ({ operation, seq, args }) =>
    operation === 'softmax' && (say({ seq, result: encoded(args[0]) }), true),
  'skips everything': ({ operation, seq }) =>
    /s/.test(operation) && (say({ seq, skipped: 'not today' }), true),
  'ends at start': ({ command }) =>
    command === 'start' && (process.stderr.write('ImportError: no such library\n'), leave(3)),
  'loses digits': ({ operation, seq, args }) =>
    operation === 'echo'
    && (say(
      `{"seq":${seq},"result":[${args[0].map((x) =>
        Math.abs(x) > 0 && Math.abs(x) < Infinity ?
          x === 5e-324 ?
            '4.9406e-324'
          : x.toPrecision(5)
        : JSON.stringify(encoded(x)),
      )}]}\n`,
    ),
    true),
  'echoes under another seq': ({ operation, args }) =>
    operation === 'echo' && (say({ seq: '0', result: encoded(args[0]) }), true),
  'loses subnormals': ({ operation, seq, args }) =>
    operation === 'echo'
    && (say({ seq, result: encoded(args[0].map((x) => (Math.abs(x) < 2 ** -1022 ? 0 * x : x))) }),
    true),
  'is of binary32': ({ operation, seq, args }) =>
    operation === 'echo' && (say({ seq, result: encoded(args[0].map(Math.fround)) }), true),
  'loses the sign of zero': ({ operation, seq, args }) =>
    operation === 'echo' && (say({ seq, result: encoded(args[0].map((x) => x + 0)) }), true),
  'writes null for what JSON lacks': ({ operation, seq, args }) =>
    operation === 'echo'
    && (say({ seq, result: args[0].map((x) => (Object.is(x, -0) ? '-0' : x)) }), true),
  'cannot echo': ({ operation, seq }) =>
    operation === 'echo' && (say({ seq, error: 'KeyError: echo' }), true),
  'skips the echo': ({ operation, seq }) =>
    operation === 'echo' && (say({ seq, skipped: 'not today' }), true),
  'echoes bare NaN': ({ operation, seq }) =>
    operation === 'echo' && (say(`{"seq":${seq},"result":[NaN]}\n`), true),
  'echoes too little': ({ operation, seq }) =>
    operation === 'echo' && (say({ seq, result: [0] }), true),
  'echoes a word': ({ operation, seq }) =>
    operation === 'echo' && (say({ seq, result: 'no' }), true),
  'echoes words': ({ operation, seq, args }) =>
    operation === 'echo' && (say({ seq, result: args[0].map(() => 'no') }), true),
  'writes garbage': ({ operation, args }) =>
    operation === 'softmax' && isTie(args) && (say('a tie! seq 1\n'), false),
  'writes half a line and dies': ({ operation, seq, args }) =>
    operation === 'softmax' && isTie(args) && (say(`{"seq":${seq},"resu`), leave(1)),
  'prints on stdout': ({ operation }) =>
    operation === 'softmax' && (say('debug: softmax\n'), false),
  'forgets the seq': ({ operation, args }) =>
    operation === 'softmax' && isTie(args) && (say({ result: encoded(softmax(args[0])) }), true),
  'counts by itself': ({ operation, args }) =>
    operation === 'softmax'
    && isTie(args)
    && (say({ seq: 1000 + count++, result: encoded(softmax(args[0])) }), true),
  'answers twice': ({ operation, seq, args }) =>
    operation === 'softmax'
    && isTie(args)
    && (say({ seq, result: encoded(softmax(args[0])) }), false),
  'returns one entry too many': ({ operation, seq, args }) =>
    operation === 'softmax'
    && isTie(args)
    && (say({ seq, result: [...softmax(args[0]), 0] }), true),
  'returns a word': ({ operation, seq, args }) =>
    operation === 'softmax' && isTie(args) && (say({ seq, result: 'half' }), true),
  'returns nothing': ({ operation, seq, args }) =>
    operation === 'softmax' && isTie(args) && (say({ seq }), true),
  'returns bare NaN': ({ operation, seq, args }) =>
    operation === 'softmax' && isTie(args) && (say(`{"seq":${seq},"result":[NaN,NaN]}\n`), true),
  hangs: ({ operation, args }) => {
    while (operation === 'softmax' && isTie(args));
  },
  'is slow': ({ operation, args }) => operation === 'softmax' && isTie(args) && pause(10_000),
  'leaves early': ({ operation }) => {
    // Once: what it was not asked before it left, it is asked after.
    if (operation !== 'softmax' || existsSync(marker) || count++ !== 5) return
    writeFileSync(marker, '')
    setTimeout(() => process.exit(0))
  },
  'crashes on a tie': ({ operation, args }) =>
    operation === 'softmax'
    && isTie(args)
    && (console.error(
      'Traceback:\n  File "loss.py", line 3\nZeroDivisionError: \u001b[31ma tie\u001b[0m',
    ),
    leave(3)),
  'ends in its first life': ({ operation }) => {
    if (operation !== 'softmax' || existsSync(marker)) return
    writeFileSync(marker, '')
    process.exit(4)
  },
  'cannot start a second time': ({ command, operation }) =>
    command === 'start' && existsSync(marker) ?
      leave(6)
    : operation === 'softmax' && (writeFileSync(marker, ''), leave(4)),
  'is another the second time': ({ command, operation }) =>
    command === 'start' && existsSync(marker) ?
      (say({ version: 1, name: 'another', operations: ['softmax'] }), true)
    : operation === 'softmax' && (writeFileSync(marker, ''), leave(4)),
  'offers less the second time': ({ command, operation }) =>
    command === 'start' && existsSync(marker) ?
      (say({ version: 1, name: fault, operations: ['softmax'], policies }), true)
    : operation === 'softmax' && (writeFileSync(marker, ''), leave(4)),
  'says the same in another order the second time': ({ command, operation, args }) =>
    command === 'start' && existsSync(marker) ?
      (say({ policies, operations: ['sigmoid', 'softmax'], name: fault, version: 1 }), true)
    : operation === 'softmax' && isTie(args) && (writeFileSync(marker, ''), leave(4)),
  'errs a little': ({ operation, seq, args }) =>
    operation === 'softmax'
    && (say({
      seq,
      result: encoded(softmax(args[0]).map((p, i) => (isTie(args) && i === 1 ? p * 1.001 : p))),
    }),
    true),
  'is killed on a tie': ({ operation, args }) => {
    if (operation === 'softmax' && isTie(args)) process.kill(process.pid, 'SIGSEGV')
  },
  'hoards memory': ({ operation, args }) => {
    if (operation === 'softmax' && isTie(args)) {
      for (let i = 0; i < 20; i++) hoard.push(Buffer.alloc(2 ** 25, 1))
      pause(60_000)
    }
  },
  'writes a line of 10 MB': ({ operation, seq, args }) =>
    operation === 'softmax'
    && isTie(args)
    && (say(`{"seq":${seq},"result":[${'0,'.repeat(5e6)}0]}\n`), true),
  'floods stdout on a tie': ({ operation, args }) =>
    operation === 'softmax' && isTie(args) && (say(`${'la '.repeat(1e6)}\n`), false),
  'floods stderr': ({ operation }) => {
    if (operation === 'softmax') process.stderr.write('x'.repeat(2 ** 18))
  },
  'ends its warden': ({ operation, args }) => {
    if (operation === 'softmax' && isTie(args))
      (process.kill(process.ppid, 'SIGKILL'), pause(60_000))
  },
  'stops its warden': ({ operation, args }) => {
    if (operation === 'softmax' && isTie(args))
      (process.kill(process.ppid, 'SIGSTOP'), pause(60_000))
  },
  'ignores stop': ({ command }) => command === 'stop',
  forks: ({ command }) => {
    if (command === 'start')
      spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', ...rest], { stdio: 'inherit' })
  },
  'forks and hides': ({ command }) => {
    if (command === 'start')
      spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', ...rest], {
        stdio: 'inherit',
        detached: true,
      })
  },
  'buffers and dies': ({ command, seq, args }) =>
    command === 'run'
    && count++ > 0
    && (isTie(args) ?
      leave(5)
    : ((held += JSON.stringify({ seq, result: encoded(softmax(args[0])) }) + '\n'),
      held.length > 2000 && (say(held), (held = '')),
      true)),
  'closes its stdout on a tie': ({ operation, args }) =>
    operation === 'softmax' && isTie(args) && (closeSync(1), pause(60_000)),
  'throws an object on a tie': ({ operation, seq, args }) =>
    operation === 'softmax' && isTie(args) && (say({ seq, error: { code: 3 } }), true),
  'skips ties': ({ operation, seq, args }) =>
    operation === 'softmax'
    && isTie(args)
    && (say({ seq, skipped: 'no \u001b[31mties\u001b[0m today' }), true),
  'throws on a tie': ({ operation, seq, args }) =>
    operation === 'softmax'
    && isTie(args)
    && (say({ seq, error: 'ValueError: <b>tie</b>\u0007\nat line 3' }), true),
}
const hoard = []
const marker = join(tmpdir(), `losslaws-${rest[0]}`)
let held = ''
const pause = (milliseconds) =>
  void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
/** Leaves once all that was said has gone. */
const leave = (code) => (process.stdout.write('', () => process.exit(code)), true)

if (fault === 'ignores stop') {
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => {})
  setInterval(() => {}, 1000)
}
createInterface({ input: process.stdin }).on('line', (line) => {
  const request = JSON.parse(line)
  const args = request.arguments?.map(decoded) ?? []
  if (faults[fault]?.({ ...request, args })) return
  if (request.command === 'start')
    say({
      version: 1,
      name: fault ?? 'faultless',
      operations: ['softmax', 'sigmoid'],
      policies,
      unknown: 'ignored',
    })
  else if (request.command === 'stop') process.exit()
  else say({ seq: request.seq, result: encoded(right[request.operation](...args)) })
})
