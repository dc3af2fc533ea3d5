import { formats, type FormatName } from '../../../src/arithmetic/format.ts'
import type { Implementation } from '../../../src/contract/implementation.ts'
import { numbersOf } from '../../../src/contract/numbers.ts'
import { operationNames } from '../../../src/contract/operations.ts'
import { designs } from './designs.ts'
import { implementation, type Design } from './implementation.ts'
import type { Place } from './machine.ts'

const places: readonly Place[] = ['accumulates', 'exponentiates', 'stores']

/** The next narrower format; below binary32 there are two, and one design goes with each. */
const narrower = (name: FormatName, turn: number): FormatName | undefined =>
  name === 'binary64' ? 'binary32'
  : name !== 'binary32' ? undefined
  : turn % 2 === 0 ? 'bfloat16'
  : 'binary16'

/**
 * The same algorithm with its running sums, its exponentials or its results in a format that is too
 * narrow. It declares what the right one declares. There is none where no format is narrower.
 */
export const twinOf = (design: Design, place: Place, turn: number): Implementation | undefined => {
  const { arithmetic, results } = numbersOf(design.format)
  const widest = operationNames
    .map(results)
    .reduce((a, b) => (b.precision > a.precision ? b : a), formats.bfloat16)
  const format = narrower((place === 'stores' ? widest : arithmetic).name, turn)
  return (
    format
    && implementation({
      ...design,
      name: `${design.name}: ${place} in ${format}`,
      habits: { ...design.habits, fault: { place, format } },
    })
  )
}

/** Implementations that are right, each with twins that are one format too narrow in one place. */
export const correct: readonly {
  readonly implementation: Implementation
  readonly twins: readonly Implementation[]
}[] = designs.map((design, turn) => ({
  implementation: implementation(design),
  twins: places.flatMap((place) => twinOf(design, place, turn) ?? []),
}))
