import { binary64 } from '../arithmetic/binary64.ts'
import { losses } from '../core/losses.ts'
import { reference } from '../implementation/reference.ts'
import type { Implementation } from '../implementation/implementation.ts'

/** An implementation that somebody has really written, with the laws that it breaks: all of them and no others. */
export type Mistake = {
  /** Kebab-case, such as `softmax-no-max-shift`. */
  readonly id: string
  /** What is done, in one sentence. */
  readonly story: string
  /** What to write instead. */
  readonly mend: string
  /** The ids of the laws that refute it. */
  readonly breaks: readonly string[]
  /** Where it was met in public: repository and issue. */
  readonly sightings: readonly string[]
  readonly implementation: Implementation
}

/** The reference with some operations written in the mistaken way, which declares no policy unless it is about one. */
export const mistake = (
  { operations, policies = {}, ...exhibit }: Omit<Mistake, 'implementation'> & Pick<Implementation, 'operations'> & Partial<Pick<Implementation, 'policies'>>,
): Mistake => ({
  ...exhibit,
  implementation: { ...reference, name: `mistake:${exhibit.id}`, policies, operations: { ...reference.operations, ...operations } },
})

/** The operations done right, in doubles, for mistakes that are made around them. */
export const right = losses(binary64)
