import { rowOf, type ArgumentKind, type OperationName } from '../../../src/contract/operations.ts'
import { ofColumn, ofRows } from './batches.ts'
import type { Candidate } from './candidate.ts'
import { ofLabelled } from './labels.ts'
import { ofLogit, ofTargeted } from './scalars.ts'
import { ofRow } from './vectors.ts'
import { ofCotangents, ofWeighted } from './weights.ts'

/**
 * The hard cases of an operation, in the order in which they are numbered. What it takes decides
 * them: the kind of its logits, and what goes with them.
 */
export const hardCases = (operation: OperationName): readonly Candidate[] => {
  const [first, second] = rowOf(operation).takes
  return (second === undefined ? alone[first ?? 'logits'] : beside[second])?.(operation) ?? []
}

type Makers = Readonly<Partial<Record<ArgumentKind, typeof ofRow>>>
const alone: Makers = { logits: ofRow, logit: ofLogit }
const beside: Makers = {
  label: ofLabelled,
  weights: ofWeighted,
  cotangent: ofCotangents,
  target: ofTargeted,
  labels: ofRows,
  targets: ofColumn,
}
