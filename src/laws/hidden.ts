import { alike } from '../arithmetic/alike.ts'
import { at } from '../arithmetic/sequence.ts'
import { into } from './inputs.ts'
import type { Asked } from './law.ts'
import { boundedFor, type Together } from './together.ts'

/**
 * A batch behind a mask, where there is one, which hides logits of any kind: great ones, NaN and
 * infinities. It hides no label, nor what has a part of a label in a sum: that costs infinitely much,
 * whatever the others do.
 */
export const behindMask = (
  { logits, labels = [], options, ...batch }: Together,
  maskOf: ((classes: number, rows: number) => unknown) | undefined,
  asked: Asked,
): Together => {
  const isShared = options.reduction !== 'none' && (options.labelSmoothing ?? 0) > 0
  if (maskOf === undefined || isShared) return { ...batch, logits, labels, options }
  const rows = logits as readonly (readonly number[])[]
  const mask = maskOf(at(rows, 0).length, rows.length) as readonly (readonly number[])[]
  const { first, expand } = alike([rows, labels, mask])
  const masks = first.map((n) => {
    const [own, label] = [at(mask, n), at(labels, n)]
    return own[label] === 0 ? own.with(label, 1) : own
  })
  const great = into(boundedFor(rows.length * at(rows, 0).length, asked, options))(1000)
  // No domain has the greatest number of all in it.
  const hidden = [great, NaN, -Infinity, ...(asked.domain ? [] : [Infinity])]
  const filled = first.map((n, group) =>
    at(rows, n).map((x, i) => (masks[group]?.[i] === 0 ? at(hidden, (n + i) % hidden.length) : x)),
  )
  return {
    ...batch,
    logits: expand(filled),
    labels,
    options: { ...options, mask: expand(masks) },
  }
}
