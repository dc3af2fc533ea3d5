import { defineConfig } from 'vitest/config'

/**
 * What Windows cannot run as it is written: programs ended by signals, commands of a POSIX shell,
 * and paths that are expected with slashes.
 */
const posix = [
  'commands/fixtures',
  'contract/protocol',
  'layers',
  'learning/grade',
  'learning/judge',
  'package',
  'programs/foreign',
  'programs/process',
  'readme',
  'report/board',
]

export default defineConfig({
  test: {
    include: ['properties/**/*.test.ts'],
    exclude: process.platform === 'win32' ? posix.map((name) => `properties/${name}.test.ts`) : [],
    testTimeout: 120_000,
    pool: 'threads',
    provide: { losslaws: { addresses: ['core:binary64'], options: { runs: 5 } } },
    coverage: {
      provider: 'v8',
      include: ['src/**'],
      // These run in processes of their own, where the trials of foreign programs and of homework try them.
      exclude: [
        'src/programs/warden.ts',
        'src/programs/process-tree.ts',
        'src/programs/sandbox.ts',
      ],
      reporter: ['text-summary', 'json-summary', 'html'],
      thresholds: { lines: 95, branches: 95 },
    },
  },
})
