import { rowOf, type ArgumentKind, type OperationName } from '../../../src/contract/operations.ts'
import { ofPulledColumn, ofPulledRows } from './batch-vjps.ts'
import { ofColumn, ofRows } from './batches.ts'
import type { Candidate } from './candidate.ts'
import { ofLabelled } from './labels.ts'
import { ofLogit, ofTargeted } from './scalars.ts'
import { ofMultilabelRows } from './multilabel-batches.ts'
import { ofSoftRows } from './soft-batches.ts'
import { ofRow } from './vectors.ts'
import { ofManyLogits, ofManyRows, ofWideRows } from './wide.ts'
import { ofCotangents, ofDirections, ofWeighted } from './weights.ts'

/**
 * The hard cases of an operation, in the order in which they are numbered. What it takes decides
 * them: the kind of its logits, and what goes with them.
 */
export const hardCases = (operation: OperationName): readonly Candidate[] => {
  const [first = 'logits', second = first, third] = rowOf(operation).takes
  const narrow =
    second === first ? alone[first]
    : third === 'cotangent' || third === 'rowsOfCotangents' ? pulled[second]
    : third === 'direction' ? beside[third]
    : beside[second]
  return [narrow, wide[first] ?? wide[second]].flatMap((cases) => cases?.(operation) ?? [])
}

type Makers = Readonly<Partial<Record<ArgumentKind, typeof ofRow>>>
const alone: Makers = { logits: ofRow, logit: ofLogit }
const beside: Makers = {
  label: ofLabelled,
  weights: ofWeighted,
  cotangent: ofCotangents,
  direction: ofDirections,
  target: ofTargeted,
  labels: ofRows,
  rowsOfWeights: ofSoftRows,
  targets: ofColumn,
  rowsOfTargets: ofMultilabelRows,
}
/** Beside which a batch is pulled back. */
const pulled: Makers = {
  labels: ofPulledRows,
  rowsOfWeights: ofSoftRows,
  targets: ofPulledColumn,
  rowsOfTargets: ofMultilabelRows,
}
const wide: Makers = { logits: ofWideRows, labels: ofManyRows, targets: ofManyLogits }
