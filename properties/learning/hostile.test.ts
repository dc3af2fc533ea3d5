import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { main } from '../../src/cli.ts'
import { hostile } from './hostile-homework.ts'

const folder = mkdtempSync(join(tmpdir(), 'losslaws-'))
const rubric = join(folder, 'rubric.json')
const results = join(mkdtempSync(join(tmpdir(), 'losslaws-')), 'results.json')
const laws = [
  'softmax/sums-to-one',
  'softmax/in-unit-interval',
  'softmax/keeps-order',
  'softmax/value',
]
writeFileSync(
  rubric,
  JSON.stringify({
    title: 'Softmax',
    seed: 1,
    runs: 8,
    questions: [
      { title: 'Softmax', points: 4, laws },
      { title: 'Sigmoid', points: 2, laws: 'sigmoid/value' },
      { title: 'Manners', points: 2, laws: 'hygiene/*s-*' },
    ],
  }),
)
writeFileSync(join(folder, 'alice.js'), 'export const softmax = (z) => z')

/** What homeworks might reach: a server, and signals to this process. */
let connections = 0
const server = createServer((socket) => {
  connections++
  socket.destroy()
})
const signals: string[] = []
const kinds = ['SIGUSR1', 'SIGUSR2', 'SIGTERM', 'SIGINT', 'SIGHUP', 'SIGCONT'] as const
const heard = (signal: string): void => void signals.push(signal)
beforeAll(() => {
  for (const kind of kinds) process.on(kind, heard)
  return new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
})
afterAll(() => {
  for (const kind of kinds) process.off(kind, heard)
  rmSync(folder, { recursive: true })
  server.close()
})

const graded = async (path: string) => {
  let text = ''
  const code = await main(
    [
      'grade',
      path,
      '--rubric',
      rubric,
      '--output-file',
      results,
      '--time-limit',
      '1000',
      '--start-limit',
      '5000',
      '--memory-limit',
      '64',
    ],
    { write: (more) => void (text += more), isTerminal: false },
  )
  return {
    code,
    text,
    score: (JSON.parse(readFileSync(results, 'utf8')) as { score: number }).score,
  }
}

describe('a homework that means to cheat', () => {
  it.each(hostile)('tries %s', async (tries, text, earns) => {
    const { port } = server.address() as AddressInfo
    const file = join(folder, 'homework.js')
    writeFileSync(
      file,
      text
        .replaceAll('FOLDER', folder)
        .replaceAll('PORT', String(port))
        .replaceAll('PID', String(process.pid)),
    )
    const there = readdirSync(folder)
    const { code, text: told, score } = await graded(file)
    expect({ code, score, told }).toMatchObject({
      code:
        earns === 'refused' ? 2
        : earns === 8 ? 0
        : 1,
      score: earns === 'refused' ? 0 : earns,
    })
    expect(told).not.toMatch(/[\u0000-\u0009\u000b-\u001f]|16 of 16/)
    expect(readdirSync(folder)).toEqual(there)
    expect({ connections, signals }).toEqual({ connections: 0, signals: [] })
  })
})
