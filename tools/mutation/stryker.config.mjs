const {
  MUTATE: mutate,
  REPORT: report,
  INCREMENTAL: incremental,
  ONE_IN: oneIn = '1',
  WORKERS: workers = '1',
} = process.env

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  mutate: mutate.split(','),
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
  jsonReporter: { fileName: report },
  // What has not changed since the last run is not run again.
  incremental: incremental !== undefined,
  ...(incremental === undefined ? {} : { incrementalFile: incremental }),
  dryRunTimeoutMinutes: 20,
  warnings: false,
}
