import type { Implementation } from '../../contract/implementation.ts'
import { reference } from '../../core/reference.ts'
import { laws } from '../../laws/index.ts'
import type { AnyLaw } from '../../laws/law.ts'
import { fewShapes } from '../../laws/shapes.ts'
import { mistakes } from '../../mistakes/index.ts'
import type { Verdict } from '../../verdict/verdict.ts'
import { settingOf } from '../../verdict/setting.ts'
import { verify, verifyAt, type Options } from '../../verdict/verify.ts'
import type { Change, Lesson, Trial } from './lesson.ts'

/** The seed of every lesson: a page and a terminal show the same witnesses. */
export const seed = 1

/** What became of a trial of a lesson. */
export const hold = ({ law, on }: Trial, options: Options = {}): Promise<Verdict> => {
  const implementation = implementationNamed(on)
  const setting = settingOf(implementation, fewShapes)
  return verify(lawNamed(law), implementation, { seed, ...options }, setting)
}

/** What became of the one input that a lesson proposes to alter, or of another. */
export const holdAt = (
  { law, on, at }: Trial & Pick<Change, 'at'>,
  input: unknown = at,
): Promise<Verdict> => verifyAt(lawNamed(law), implementationNamed(on), input)

/** The laws that a lesson is about, each once. */
export const lawsIn = ({ holds, breaks, change }: Lesson): readonly string[] => [
  ...new Set([...holds, breaks, change].map(({ law }) => law)),
]

const lawNamed = (id: string): AnyLaw =>
  found(
    laws.find((law) => law.id === id),
    id,
  )
const implementationNamed = (name: string): Implementation =>
  found(
    [reference, ...mistakes.map(({ implementation }) => implementation)].find(
      (it) => it.name === name,
    ),
    name,
  )
const found = <A>(it: A | undefined, name: string): A => {
  if (it === undefined)
    throw new RangeError(`expected a law or an implementation that exists, but received ${name}`)
  return it
}
