import { formats } from '../arithmetic/format.ts'
import { operationNames } from '../contract/operations.ts'
import type { Implementation } from '../contract/implementation.ts'
import type { Setting } from '../laws/law.ts'

/** What a law may rely on before an implementation. It is made once a trial and handed on. */
export const settingOf = ({ format, policies, operations }: Implementation): Setting => ({
  format: formats[format],
  policies,
  offered: operationNames.filter((name) => operations[name] !== undefined),
})
