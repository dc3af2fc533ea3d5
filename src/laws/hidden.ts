import { alike } from '../arithmetic/alike.ts'
import { at } from '../arithmetic/sequence.ts'
import { rowOf, type OperationName } from '../contract/operations.ts'
import { into } from './inputs.ts'
import type { Asked } from './law.ts'
import { boundedFor, type Together } from './together.ts'

/**
 * A batch behind a mask, where there is one, which hides logits of any kind: great ones, NaN and
 * infinities. It hides the class after a label in place of it. A hidden class that has a part of a
 * label, by smoothing, costs infinitely much: such losses are not added, and a mean has no smoothing.
 */
export const behindMask = (
  operation: OperationName,
  { logits, labels = [], options, ...batch }: Together,
  maskOf: ((classes: number, rows: number) => unknown) | undefined,
  asked: Asked,
): Together => {
  if (maskOf === undefined) return { ...batch, logits, labels, options }
  const rows = logits as readonly (readonly number[])[]
  const mask = maskOf(at(rows, 0).length, rows.length) as readonly (readonly number[])[]
  const { first, expand } = alike([rows, labels, mask])
  const masks = first.map((n) => {
    const [own, label] = [at(mask, n), at(labels, n)]
    return own[label] === 0 ? own.with((label + 1) % own.length, 0).with(label, 1) : own
  })
  const great = into(boundedFor(rows.length * at(rows, 0).length, asked, options))(1000)
  // No domain has the greatest number of all in it.
  const hidden = [great, NaN, -Infinity, ...(asked.domain ? [] : [Infinity])]
  const filled = first.map((n, group) =>
    at(rows, n).map((x, i) => (masks[group]?.[i] === 0 ? at(hidden, (n + i) % hidden.length) : x)),
  )
  const isShared = rowOf(operation).role === 'value' && (options.labelSmoothing ?? 0) > 0
  return {
    ...batch,
    logits: expand(filled),
    labels,
    options: { ...(isShared ? finite(options) : options), mask: expand(masks) },
  }
}

/** The same options, with which no loss hides another that is added to it. */
const finite = (options: Together['options']): Together['options'] => {
  if (options.reduction !== 'mean') return { ...options, reduction: 'none' }
  const { labelSmoothing: _, ...others } = options
  return others
}
