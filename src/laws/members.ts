import { areHeld, holdsOptions, type NumberKind } from '../contract/asked.ts'
import { isClass } from '../contract/labels.ts'
import type { Numbers } from '../contract/numbers.ts'

/** Whether an input is made of numbers that the formats of an implementation hold. */
export const isMadeOf = (input: unknown, numbers: Numbers): boolean =>
  typeof input === 'object' && input !== null && !Array.isArray(input) ?
    Object.entries(input).every(([name, part]) =>
      name === 'options' ?
        holdsOptions(numbers, part)
      : areHeld(part, parts[name] ?? 'logits', numbers),
    )
  : areHeld(input, 'logits', numbers)

/**
 * Whether the label of an input, where there is one beside logits, is the index of one of these: it
 * is never rounded or wrapped into one.
 */
export const namesAClass = (input: unknown): boolean => {
  const { logits, label } = (input ?? {}) as { readonly logits?: unknown; readonly label?: unknown }
  return !Array.isArray(logits) || typeof label !== 'number' || isClass(label, logits.length)
}

/**
 * What the parts of an input are that hold no logits, nor what is added to some. A bare number is
 * taken for a logit: a count is so small that every format holds it.
 */
const parts: Readonly<Record<string, NumberKind>> = {
  label: 'labels',
  labels: 'labels',
  mask: 'labels',
  order: 'labels',
  others: 'labels',
  masked: 'labels',
  classes: 'labels',
  size: 'labels',
  target: 'targets',
  targets: 'targets',
  other: 'targets',
  factor: 'targets',
  weights: 'targets',
  smoothing: 'targets',
  posWeight: 'targets',
  cotangent: 'targets',
  direction: 'targets',
}
