import type { Implementation } from '../../src/contract/implementation.ts'

type Program = NonNullable<Implementation['program']>

/** What is known of a program behind an implementation that is none, but for what is said. */
export const programOf = (said: Pick<Program, 'window'> & Partial<Program>): Program => ({
  reads: { maxLine: 2 ** 26, base64: true },
  effects: false,
  isBusy: () => false,
  abandon: () => {},
  seconds: () => undefined,
  close: () => Promise.resolve(),
  ...said,
})
