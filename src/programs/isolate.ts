import { realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  defaultLimits,
  implementationOfProcess,
  type Foreign,
  type ProcessLimits,
} from './process.ts'

/**
 * The module in a file, which is called so, as a foreign program: a separate process with an empty
 * environment. This contains crashes, endless loops and accidents. It is no security boundary:
 * Node's permission model restricts neither signals nor the network, and the process itself reports
 * what a call did to its arguments.
 */
export const isolate = (
  file: string,
  called: string,
  limits: Partial<ProcessLimits> = {},
): Promise<Foreign> => {
  const real = realpathSync(file)
  const { call = defaultLimits.call } = limits
  // No library is loaded at a first call, which has little more time than others. Calls go in one
  // by one, so that each has its time.
  const own: Partial<ProcessLimits> = {
    first: Math.max(call, 2000),
    window: 1,
    grace: 200,
    maxLine: 2 ** 24,
  }
  return implementationOfProcess([process.execPath, ...confinement(real), sandbox, real], {
    ...own,
    ...limits,
    called,
    cwd: dirname(real),
    env: {},
  })
}

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url))
/** Node reads JavaScript: beside our sources stands what was built from them. */
const built = import.meta.url.endsWith('.ts') ? '../../dist/' : '../'
const sandbox = here(`${built}programs/sandbox.js`)
const needed = ['arithmetic/*', 'contract/*', 'programs/*', '../package.json']

/**
 * Where Node has a permission model: of files, the process reads its program and the folder of the
 * module, and writes none.
 */
const confinement = (file: string): string[] => {
  const flag = ['--permission', '--experimental-permission'].find((it) =>
    process.allowedNodeEnvironmentFlags.has(it),
  )
  return flag === undefined ?
      []
    : [
        flag,
        '--disable-warning=ExperimentalWarning',
        ...[join(dirname(file), '*'), ...needed.map((name) => here(built + name))].map(
          (path) => `--allow-fs-read=${path}`,
        ),
      ]
}
