// Builds the package for Python: the engine as one file, with the recorded cases inside, and the
// wheel around it, in python/dist. It needs python3 with pip, and works in an environment of its own:
//   npm run python
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const root = fileURLToPath(new URL('..', import.meta.url))
const python = join(root, 'python')
const venv = join(root, '.build', 'python')
const bin = join(venv, process.platform === 'win32' ? 'Scripts' : 'bin', 'python')
const run = (program, ...args) => {
  const { status, error } = spawnSync(program, args, { cwd: python, stdio: 'inherit' })
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${error?.message ?? status}`)
}

await build({ configFile: join(root, 'tools', 'engine', 'vite.config.ts') })
copyFileSync(
  join(root, 'fixtures', 'protocol', 'contract.json'),
  join(python, 'src', 'losslaws', 'bundle', 'contract.json'),
)
if (!existsSync(bin)) run('python3', '-m', 'venv', venv)
run(bin, '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', 'hatchling')
rmSync(join(python, 'dist'), { recursive: true, force: true })
run(
  bin,
  '-m',
  'pip',
  'wheel',
  '--quiet',
  '--no-deps',
  '--no-build-isolation',
  '--wheel-dir',
  'dist',
  '.',
)
