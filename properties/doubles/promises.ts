import { reference } from '../../src/core/reference.ts'

/** The reference, each answer a promise, as an adapter to a remote library gives it. */
const later =
  <A extends unknown[], R>(run: ((...args: A) => R) | undefined) =>
  async (...args: A): Promise<R | undefined> =>
    run?.(...args)
export default {
  softmax: later(reference.operations.softmax),
  sigmoid: later(reference.operations.sigmoid),
}
