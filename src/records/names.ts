import { kebab } from '../contract/plain.ts'
import { argument, operationNames, type OperationName } from '../contract/operations.ts'
import { optionNames, type OptionName } from '../contract/options.ts'
import { shapeOf, sizeOf } from '../contract/shape.ts'

/** The first version of the files; semantic versions count from here. */
export const suiteVersion = '2.0.0'

/** The file of an operation's cases; its name is the first part of their ids as well. */
export const fileOf = (operation: OperationName): string => `${kebab(operation)}.json`
export const files: readonly string[] = operationNames.map(fileOf)

/** The batch options, beside `reduction`, that the arguments make use of. */
export const needsOf = (operation: OperationName, args: readonly unknown[]): OptionName[] => {
  const chosen = (argument(operation, 'options', args) ?? {}) as Readonly<Record<string, unknown>>
  return optionNames.filter((name) => chosen[name] !== undefined)
}

/** How many numbers a result has. */
export const countOf = (operation: OperationName, args: readonly unknown[]): number =>
  sizeOf(shapeOf(operation, args))
