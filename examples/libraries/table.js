import { existsSync, readFileSync } from 'node:fs'

// node table.js <name>...: what became of each library, from what run-all left in reports/.
const fates = ['passed', 'falsified', 'inaccurate', 'errored', 'skipped']
const at = (file) => new URL(`reports/${file}`, import.meta.url)

/** The rows of a library: one for each of its addresses, or one that says why there is none. */
const rowsOf = (name) => {
  const [code, seconds, language] = readFileSync(at(`${name}.end`), 'utf8').split('\n')
  const start = [name, language || 'Python']
  const log = readFileSync(at(`${name}.log`), 'utf8')
    .trim()
    .split('\n')
  if (code === '77')
    return [
      [...start, '', log.findLast((line) => line.startsWith('skipped:')) ?? 'skipped', seconds],
    ]
  if (code === '124' || code === '137') return [[...start, '', 'stopped: out of time', seconds]]
  if (!existsSync(at(`${name}.json`))) return [[...start, '', `failed: ${log.at(-1)}`, seconds]]
  const verdicts = JSON.parse(readFileSync(at(`${name}.json`), 'utf8')).testResults.flatMap(
    (file) => file.assertionResults.flatMap(({ meta }) => meta?.losslaws ?? []),
  )
  const addresses = [...new Set(verdicts.map((it) => it.address))]
  return addresses.map((address) => {
    const own = verdicts.filter((it) => it.address === address)
    const count = (fate) => own.filter((it) => fateOf(it) === fate).length
    return [
      ...start,
      trialOf(address),
      fates.map((fate) => `${count(fate)}`.padStart(4)).join(' '),
      seconds,
    ]
  })
}

/**
 * What an address says of the trial beside the program: the format, where the adapter takes one,
 * with the kernel before it; or the module.
 */
const trialOf = (address) =>
  address.startsWith('exec:') ?
    (/[\w-]*(?:binary|bfloat)\d+/.exec(address)?.[0] ?? '')
  : address.replace(/^.*\//, '')

/** A law of the accurate tier that is falsified is a loss of accuracy; what could not be tried errs. */
const fateOf = ({ status, tier }) =>
  status === 'untried' ? 'errored'
  : status === 'falsified' && tier === 'accurate' ? 'inaccurate'
  : status

const rows = [
  ['library', 'language', 'trial', 'held broken lost-accuracy errored skipped', 's'],
  ...process.argv.slice(2).flatMap(rowsOf),
]
const widths = rows[0].map((_, i) => rows.reduce((width, row) => Math.max(width, row[i].length), 0))
for (const row of rows)
  process.stdout.write(
    `${row
      .map((cell, i) => cell.padEnd(widths[i]))
      .join('  ')
      .trimEnd()}\n`,
  )
