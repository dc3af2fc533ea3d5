import * as fc from 'fast-check'
import { at } from '../arithmetic/sequence.ts'
import { rowOf, type OperationName } from '../contract/operations.ts'
import { cotangentEntry } from './inputs.ts'
import type { Asked } from './law.ts'
import type { Drawn, Logits, Together } from './together.ts'
import { wideCompanion, wideEntries } from './wide.ts'

/** The same batches, with a cotangent for the loss of each row or entry, which none is added to. */
export const pulled = (drawn: Drawn): Drawn => ({
  ordinary: (operation, asked, style) =>
    withCotangent(operation, drawn.ordinary(operation, asked, style), asked, style),
  sweeps: (operation, asked) =>
    drawn.sweeps(operation, asked).map((sweep) => ({
      ...sweep,
      inputs: withCotangent(operation, sweep.inputs, asked, 'readable'),
    })),
  examples: (operation) =>
    drawn
      .examples(operation)
      .flatMap((batch) =>
        batch.options.reduction === 'none' ?
          [{ ...batch, cotangent: shapedFor(operation, [2, -1, 0.5], batch.logits) }]
        : [],
      ),
  holds: (operation, { cotangent = [], ...batch }, asked) =>
    cotangent.length === batch.logits.length
    && cotangent.every((g, n) => isAsked(g, batch.logits[n]))
    && drawn.holds(operation, batch, asked),
})

/** The greatest cotangent that is drawn. */
const most = 8

/** A number for each loss: of a row, or of each of its entries, as the logits are. */
const isAsked = (g: Logits, z: Logits | undefined): boolean =>
  typeof g === 'number' ?
    Math.abs(g) <= most
  : Array.isArray(z) && g.length === z.length && g.every((x) => Math.abs(x) <= most)

/** Cotangents of these numbers over and over: for each row, or for each entry of rows. */
const shapedFor = (
  operation: OperationName,
  numbers: readonly number[],
  logits: readonly Logits[],
): Logits[] => {
  const turned = (from: number, { length }: { readonly length: number }): number[] =>
    Array.from({ length }, (_, i) => at(numbers, (from + i) % numbers.length))
  if (!rowOf(operation).takes.includes('rowsOfCotangents')) return turned(0, logits)
  // Rows that are the same have one of two cotangents, so that they are looked at twice.
  const [even, odd] = [0, 1].map((from) => turned(from, (logits[0] ?? []) as readonly number[]))
  return logits.map((_, n) => (n % 2 === 0 ? even : odd) ?? [])
}

const withCotangent = (
  operation: OperationName,
  batches: fc.Arbitrary<Together>,
  asked: Asked,
  style: 'readable' | 'raw',
): fc.Arbitrary<Together> =>
  fc.tuple(wideCompanion(cotangentEntry(asked, style)), batches).map(([cotangent, batch]) => ({
    ...batch,
    cotangent:
      rowOf(operation).takes.includes('cotangent') ?
        wideEntries(cotangent, batch.logits.length)
      : shapedFor(operation, wideEntries(cotangent, 7), batch.logits),
    options: { ...batch.options, reduction: 'none' as const },
  }))
