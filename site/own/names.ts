import { operationNames } from '../../src/contract/operations.ts'
import { laws } from '../../src/laws/index.ts'
import { familyOf } from '../../src/laws/law.ts'
import { elsewhere } from '../gallery/elsewhere.ts'

/** The operations that the laws of the page are about. */
export const names = operationNames.filter((name) =>
  laws.some(({ id, uses }) => !elsewhere.includes(familyOf(id)) && uses.includes(name)),
)
