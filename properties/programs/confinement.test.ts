import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { borderFor, confined, failureOf, type Border } from '../../src/programs/confinement.ts'
import { container } from '../../src/programs/container.ts'
import { bubblewrap, unshare } from '../../src/programs/namespaces.ts'
import { implementationOfProcess } from '../../src/programs/process.ts'

const path = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'losslaws-'))
const touched = [join(folder, 'touched'), '/tmp/prowls']
let connections = 0
const server = createServer((socket) => {
  connections++
  socket.destroy()
})
beforeAll(() => new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve)))
afterAll(() => {
  server.close()
  for (const it of [folder, ...touched]) rmSync(it, { recursive: true, force: true })
})

/** What a program reaches, and what came of it. */
const reachedWithin = async (border: Border) => {
  const { port } = server.address() as AddressInfo
  connections = 0
  for (const it of touched) rmSync(it, { force: true })
  const words = [
    'node',
    path('properties/doubles/adapters/prowls.mjs'),
    port,
    process.pid,
    folder,
    path(''),
  ]
  const { operations, program } = await implementationOfProcess(
    confined(words.map(String), border),
    { call: 60_000 },
  )
  const reached = await operations.softmax?.([0])
  await program.close()
  return { reached, connections, written: touched.filter((file) => existsSync(file)).length }
}
describe('a program', () => {
  it.skipIf(process.platform === 'win32')(
    'reaches all that we do where there is no border',
    async () => {
      expect(await reachedWithin(borderFor('none'))).toEqual({
        reached: [1, 1, 1, 1, process.platform === 'linux' ? 1 : 0, 1],
        connections: 1,
        written: 2,
      })
    },
  )
  // Not every system lets its users make namespaces.
  for (const border of [bubblewrap, unshare])
    it.skipIf(failureOf(border) !== undefined)(
      `reaches nothing but a /tmp of its own within ${border.name}`,
      async () => {
        expect(await reachedWithin(border)).toEqual({
          reached: [0, 0, 0, 0, 0, 1],
          connections: 0,
          written: 0,
        })
      },
    )
  for (const border of [bubblewrap, unshare])
    it.skipIf(failureOf(border) !== undefined)(
      `does not see losslaws beside its own files within ${border.name}`,
      () => {
        const losslaws = join(folder, 'node_modules', 'losslaws')
        const own = join(losslaws, 'a folder')
        mkdirSync(own, { recursive: true })
        for (const name of [
          'a.py',
          'node_modules/losslaws/b.py',
          'node_modules/losslaws/a folder/c.py',
        ])
          writeFileSync(join(folder, name), '')
        chmodSync(folder, 0o755)
        const places = { here: folder, folders: [folder], hidden: losslaws, spared: [own] }
        const [program = '', ...args] = border.around(['find', '.', '-name', '*.py'], places)
        const { stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' })
        expect({ stderr, found: stdout.trim().split('\n').toSorted() }).toEqual({
          stderr: '',
          found: ['./a.py', './node_modules/losslaws/a folder/c.py'],
        })
      },
    )
})

describe('a border', () => {
  it.each([
    [
      'container:losslaws/none:0',
      /^expected a border that holds a program .* none works here \(a container of losslaws\/none:0, by docker: .*by podman: .*\): let users /,
    ],
    ['jail', '--border: expected namespaces, container:<image> or none, but received jail'],
    ['', '--border: expected namespaces, container:<image> or none, but received nothing'],
    [
      'container:',
      '--border: expected namespaces, container:<image> or none, but received container:',
    ],
  ])('that is called %j is refused in a sentence', (asked, message) => {
    expect(() => borderFor(asked)).toThrow(message)
  })
  it('of a container has neither network nor privileges, and sees the folders of the program', () => {
    const words = container('podman', 'python:3.13').around(['python3', '/home/me/a.py'], {
      here: '/home/me',
      folders: ['/home/me'],
      hidden: '/usr/lib/losslaws',
      spared: [],
    })
    expect(words.join(' ')).toMatchInlineSnapshot(
      `"podman run --rm --interactive --init --network none --read-only --tmpfs /tmp --user 65534:65534 --cap-drop ALL --security-opt no-new-privileges --pids-limit 256 --memory 4g --ulimit cpu=600 --volume /home/me:/home/me:ro --workdir /home/me python:3.13 python3 /home/me/a.py"`,
    )
  })
})
