import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['properties/**/*.test.ts'],
    testTimeout: 120_000,
    pool: 'threads',
    provide: { losslaws: { addresses: ['core:binary64'], options: { runs: 5 } } },
    coverage: {
      provider: 'v8',
      include: ['src/**'],
      // These run in processes of their own, where the trials of foreign programs and of homework try them.
      exclude: [
        'src/implementation/warden.ts',
        'src/implementation/process-tree.ts',
        'src/host/sandbox.ts',
      ],
      reporter: ['text-summary', 'json-summary', 'html'],
      thresholds: { lines: 95, branches: 95 },
    },
  },
})
