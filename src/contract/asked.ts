import { isMember, type Format } from '../arithmetic/format.ts'
import { recent } from '../arithmetic/recent.ts'
import { oneOfEachRun } from '../arithmetic/runs.ts'
import { isInside, type Domain, type Numbers } from './numbers.ts'
import { rowOf, type ArgumentKind, type OperationName } from './operations.ts'
import { options, type OptionName } from './options.ts'

/** What the numbers of an argument, or of a part of an input, are; labels are of no format. */
export type NumberKind = 'logits' | 'targets' | 'labels'

/** The formats that an implementation reads. */
type Read = Pick<Numbers, 'logits' | 'targets'> & Partial<Pick<Numbers, 'reach'>>

/** Whether the formats that an implementation reads hold all numbers of one kind exactly. */
export const areHeld = (x: unknown, kind: NumberKind, numbers: Read): boolean =>
  kind === 'labels' || holds(x, numbers[kind], kind === 'logits' ? numbers.reach : undefined)

const holds = recent((x: unknown, format: Format, reach: number = Infinity): boolean =>
  typeof x === 'number' ? isMember(x, format) && (Math.abs(x) <= reach || !Number.isFinite(x))
  : Array.isArray(x) ? oneOfEachRun(x).every((part) => holds(part, format, reach))
  : typeof x !== 'object'
    || x === null
    || Object.values(x).every((part) => holds(part, format, reach)),
)

/** Whether the formats that an implementation reads hold the arguments of a call. */
export const holdsArguments = (
  numbers: Read,
  operation: OperationName,
  args: readonly unknown[],
): boolean =>
  rowOf(operation).takes.every((kind, i) => {
    const of = kinds[kind]
    return of === 'options' ? holdsOptions(numbers, args[i]) : areHeld(args[i], of, numbers)
  })

/** Whether the format of targets holds the numbers of options; those that are labels are of none. */
export const holdsOptions = (numbers: Read, given: unknown): boolean =>
  Object.entries(given as object).every(
    ([name, x]) =>
      // What is no option of the table, the reduction, holds no number.
      options[name as OptionName]?.kind === 'label' || areHeld(x, 'targets', numbers),
  )

/** Whether the logits of a call lie in the domain. */
export const isCallInside = (
  domain: Domain,
  operation: OperationName,
  args: readonly unknown[],
): boolean =>
  rowOf(operation).takes.every((kind, i) => kinds[kind] !== 'logits' || isInside(domain, args[i]))

const kinds = {
  logits: 'logits',
  logit: 'logits',
  rows: 'logits',
  column: 'logits',
  label: 'labels',
  labels: 'labels',
  weights: 'targets',
  rowsOfWeights: 'targets',
  cotangent: 'targets',
  direction: 'targets',
  target: 'targets',
  targets: 'targets',
  rowsOfTargets: 'targets',
  rowsOfCotangents: 'targets',
  options: 'options',
} as const satisfies { readonly [K in ArgumentKind]: NumberKind | 'options' }

/** Whether a call may be asked: its numbers are of their formats, and its logits in the domain. */
export const mayAsk = (
  operation: OperationName,
  args: readonly unknown[],
  { numbers, domain }: { readonly numbers: Read; readonly domain?: Domain },
): boolean =>
  holdsArguments(numbers, operation, args)
  && (domain === undefined || isCallInside(domain, operation, args))
