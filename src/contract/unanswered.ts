/**
 * Why a call came to no answer: it was skipped by whoever was asked, for this reason; its line or
 * that of its answer was longer than may be; it was answered against the protocol; or the program ended over it, by itself or because it had to be
 * stopped. None of these is an answer, and none is the error that a law may expect.
 */
export type Unanswered = Error & { readonly how: 'skipped' | 'overlong' | 'faulted' | 'ended' }

export const unanswered = (how: Unanswered['how'], message: string): Unanswered =>
  Object.assign(new Error(message), { name: 'Unanswered', how })

export const isUnanswered = (x: unknown): x is Unanswered =>
  x instanceof Error && x.name === 'Unanswered' && 'how' in x
