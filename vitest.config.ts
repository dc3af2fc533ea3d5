import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Begins with the files that take long, so that no core idles at the end: Vitest goes by size. */
class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const isSlow = ({ moduleId }: TestSpecification): boolean =>
      /\/(causes|cli|contributing|correct|exhaustive|hostile|mistakes|package|python|readme|references|site)\.test\.ts$/.test(
        moduleId,
      )
    return [...sorted.filter(isSlow), ...sorted.filter((file) => !isSlow(file))]
  }
}

/**
 * What Windows cannot run as it is written: programs ended by signals, commands of a POSIX shell,
 * and paths that are expected with slashes.
 */
const posix = [
  'commands/fixtures',
  'contract/protocol',
  'contributing',
  'layers',
  'learning/class',
  'learning/grade',
  'learning/hostile',
  'learning/judge',
  'package',
  'programs/confinement',
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
    // A thread has four times the stack of a process, and overflows later than those on trial do.
    pool: 'forks',
    // Modules are loaded, and compiled while they run, once a worker and not once a file.
    isolate: false,
    // Vitest leaves a core free, which is half of two; one process more than cores takes longer.
    maxWorkers: '100%',
    sequence: { sequencer: SlowFirst },
    provide: { losslaws: { addresses: ['core:binary64'], options: { runs: 5 } } },
    coverage: {
      provider: 'v8',
      include: ['src/**'],
      // These run in processes of their own, where the trials of foreign programs and of homework try them.
      exclude: [
        'src/programs/warden.ts',
        'src/programs/process-tree.ts',
        'src/programs/homework-worker.ts',
        'src/learning/grading/grader-process.ts',
        'src/trial/first-process.ts',
      ],
      reporter: ['text-summary', 'json-summary', 'html'],
      thresholds: { lines: 95, branches: 95 },
    },
  },
})
