import { execFile } from 'node:child_process'
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = join(root, 'python')
/** The environment in which the wheel is built and tried: python3, pip and what they install. */
const venv = join(root, '.build', 'python')
const python = join(venv, process.platform === 'win32' ? 'Scripts' : 'bin', 'python')
const pip = ['-m', 'pip', '--quiet', '--disable-pip-version-check', '--retries', '1', 'install']

const execute = promisify(execFile)
const run = async (program: string, ...args: readonly string[]): Promise<string> => {
  try {
    return (await execute(program, args, { cwd: folder, env: { ...process.env, CI: '' } })).stdout
  } catch (error) {
    const { stdout = '', stderr = '', message } = error as Error & Record<string, string>
    throw new Error([message.split('\n')[0], stdout, stderr].join('\n'))
  }
}
/** Why there is no Python here with what its package is built and tried with, if there is none. */
const absent = async (): Promise<string | undefined> => {
  try {
    if (!existsSync(python)) await run('python3', '-m', 'venv', venv)
    await run(python, ...pip, 'hatchling', 'numpy', 'pytest', 'pytest-xdist')
    return undefined
  } catch (error) {
    return (error as Error).message.trim().split('\n').at(-1)
  }
}

describe('the package for Python', () => {
  it('is built from this one, and passes its own tests where there is Python', async ({ skip }) => {
    const why = await absent()
    if (why !== undefined) return skip(`python3 with venv and pip is not at hand: ${why}`)
    await run(process.execPath, join(root, 'tools', 'python.mjs'))
    const [wheel, ...others] = readdirSync(join(folder, 'dist'))
    expect(others).toEqual([])
    await run(python, ...pip, '--no-deps', '--force-reinstall', join(folder, 'dist', wheel ?? ''))
    expect(await run(python, '-m', 'pytest', '-q', 'tests')).toMatch(/ passed/)
    const readme = readFileSync(join(root, 'README.md'), 'utf8')
    const test = /(?<=```python\n)# test_softmax\.py\n.*?(?=```)/s.exec(readme)?.[0] ?? ''
    const reader = mkdtempSync(join(tmpdir(), 'losslaws-python-'))
    writeFileSync(join(reader, 'test_softmax.py'), test)
    await expect(run(python, '-m', 'pytest', reader, '-x')).rejects.toThrow(
      /softmax returns NaN where logits are large, in 1 law\n +resembles +mistake:softmax-no-max-shift/,
    )
    rmSync(reader, { recursive: true })
    const engine = join(folder, 'src', 'losslaws', 'bundle', 'engine.mjs')
    expect(statSync(engine).size).toBeLessThan(1.5 * 2 ** 20)
  }, 600_000)
  it('has the version of this one', () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      readonly version: string
    }
    expect(readFileSync(join(folder, 'pyproject.toml'), 'utf8')).toContain(`version = "${version}"`)
  })
})
