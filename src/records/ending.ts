import { isLabelTyped } from '../contract/labels.ts'
import { numbersIn } from '../contract/literal.ts'
import { argument, batchKindOf, type OperationName } from '../contract/operations.ts'
import type { Policies } from '../contract/policies.ts'
import type { Answer } from '../laws/law.ts'

/**
 * Whether a call with a label that is no class ends as is declared. What no type of labels holds may
 * end in an error, whatever is declared.
 */
export const endsAs = (
  choice: Policies['labelOutOfRange'],
  operation: OperationName,
  args: readonly unknown[],
  answer: Answer,
): boolean =>
  'threw' in answer ?
    choice === 'error' || !isTyped(operation, args)
  : choice === 'nan' && isNaNThroughout(answer.returned, operation)

const isTyped = (operation: OperationName, args: readonly unknown[]): boolean =>
  [argument(operation, 'label', args) ?? argument(operation, 'labels', args)]
    .flat()
    .every((label) => isLabelTyped(label as number))

/**
 * NaN for what has no answer: in every entry, or in some entry of a batch, where rows with a class
 * have an answer.
 */
const isNaNThroughout = (result: unknown, operation: OperationName): boolean => {
  const entries = numbersIn(result)
  return batchKindOf(operation) !== undefined ?
      entries.some(Number.isNaN)
    : entries.length > 0 && entries.every(Number.isNaN)
}
