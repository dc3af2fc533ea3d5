const {
  FILE: file,
  RANGES: ranges,
  PASS: pass,
  ONE_IN: oneIn = '1',
  WORKERS: workers = '1',
} = process.env
const reports = `.build/mutation/${file.slice('src/'.length, -'.ts'.length)}${pass === 'second' ? '.second' : ''}`

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  mutate: ranges ? ranges.split(',').map((range) => `${file}:${range}`) : [file],
  plugins: ['@stryker-mutator/vitest-runner', './tools/mutation/drawn.mjs'],
  checkers: oneIn === '1' ? [] : ['drawn'],
  testRunner: 'vitest',
  vitest: { configFile: 'tools/mutation/vitest.config.ts', related: false },
  concurrency: Number(workers),
  // TypeScript 7 has no interface by which Stryker could read a configuration.
  tsconfigFile: 'none.json',
  tempDirName: '.build/mutation/sandbox',
  ignorePatterns: ['/.build', '/coverage', '/examples', '/site', '/docs', '/python'],
  reporters: ['json'],
  jsonReporter: { fileName: `${reports}.json` },
  // What has not changed since the last run is not run again.
  incremental: pass !== 'second' && oneIn === '1',
  incrementalFile: `${reports}.incremental.json`,
  dryRunTimeoutMinutes: 20,
  warnings: false,
}
