import * as fc from 'fast-check'
import { at } from '../arithmetic/sequence.ts'
import { cotangentEntry } from './inputs.ts'
import type { Asked } from './law.ts'
import type { Drawn, Together } from './together.ts'
import { wideCompanion, wideEntries } from './wide.ts'

/** The same batches, with a cotangent for the loss of each row or entry, which none is added to. */
export const pulled = (drawn: Drawn): Drawn => ({
  ordinary: (operation, asked, style) =>
    withCotangent(drawn.ordinary(operation, asked, style), asked, style),
  sweeps: (operation, asked) =>
    drawn
      .sweeps(operation, asked)
      .map((sweep) => ({ ...sweep, inputs: withCotangent(sweep.inputs, asked, 'readable') })),
  examples: (operation) =>
    drawn
      .examples(operation)
      .flatMap((batch) =>
        batch.options.reduction === 'none' ?
          [{ ...batch, cotangent: batch.logits.map((_, n) => at([2, -1], n % 2)) }]
        : [],
      ),
  holds: (operation, { cotangent = [], ...batch }, asked) =>
    cotangent.length === batch.logits.length
    && cotangent.every((g) => Math.abs(g) <= most)
    && drawn.holds(operation, batch, asked),
})

/** The greatest cotangent that is drawn. */
const most = 8

const withCotangent = (
  batches: fc.Arbitrary<Together>,
  asked: Asked,
  style: 'readable' | 'raw',
): fc.Arbitrary<Together> =>
  fc.tuple(wideCompanion(cotangentEntry(asked, style)), batches).map(([cotangent, batch]) => ({
    ...batch,
    cotangent: wideEntries(cotangent, batch.logits.length),
    options: { ...batch.options, reduction: 'none' as const },
  }))
