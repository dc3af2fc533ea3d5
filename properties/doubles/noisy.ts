import { reference } from '../../src/core/reference.ts'

/** Answers well, and talks all the time. */
export const softmax = (z: number[]): unknown => {
  console.log('about to', '\u001b[31mexponentiate')
  process.stdout.write('past the console\n')
  return reference.operations.softmax?.(z)
}
