import { given } from '../contract/given.ts'
import { numbersOf } from '../contract/numbers.ts'
import { operationNames } from '../contract/operations.ts'
import { defaultPolicies } from '../contract/policies.ts'
import type { Implementation } from '../contract/implementation.ts'
import { accurate, textbook } from '../laws/budgets/grants.ts'
import type { Setting } from '../laws/law.ts'
import { defaultShapes, type Shapes } from '../laws/shapes.ts'

/** What a law may rely on before an implementation. It is made once a trial and handed on. */
export const settingOf = (
  { format, domain, elementary, policies, operations, options }: Implementation,
  { classes = defaultShapes.classes, rows = defaultShapes.rows }: Partial<Shapes> = {},
): Setting => {
  const numbers = numbersOf(format)
  return {
    numbers,
    ...given({ domain }),
    most: { classes, rows },
    policies: { ...defaultPolicies, ...policies },
    textbook: textbook(numbers),
    accurate: accurate(numbers, elementary),
    options,
    offered: operationNames.filter((name) => operations[name] !== undefined),
  }
}
