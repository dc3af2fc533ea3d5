import { correct } from '../properties/doubles/correct/index.ts'
import { at } from '../src/arithmetic/sequence.ts'
import type { Implementation } from '../src/contract/implementation.ts'
import { numbersOf } from '../src/contract/numbers.ts'
import { operationNames, rowOf, type OperationName } from '../src/contract/operations.ts'
import { mistakes } from '../src/mistakes/index.ts'
import { agreesProjected } from './checkers/autograd.ts'
import { casesAt } from './checkers/cases.ts'
import { checker, type Checker, type Outcome } from './checkers/checker.ts'
import { agreesRelatively } from './checkers/cs231n.ts'
import type { Case, Differentiable } from './checkers/differentiable.ts'
import { agreesInReverse } from './checkers/jax.ts'
import { besideDoubles, besideTruth } from './checkers/losslaws.ts'
import { agreesNearly } from './checkers/tensorflow.ts'
import { fast, slowly } from './checkers/torch.ts'
import { unlikeReference } from './kill-table.ts'

type Passes = (one: Case, it: Implementation, turn: number) => boolean
const agreeing =
  (agrees: (f: Differentiable, turn: number) => boolean): Passes =>
  ({ of }, it, turn) =>
    agrees(of(it), turn)

/** The gradient checks of today, in their defaults, and ours. */
const checks: Readonly<Record<string, Passes>> = {
  'torch.autograd.gradcheck': agreeing(slowly),
  'the same, `fast_mode`': agreeing(fast),
  'JAX `check_grads`, reverse mode': agreeing(agreesInReverse),
  'autograd `check_grads`': agreeing(agreesProjected),
  'CS231n, 10⁻⁴': agreeing(agreesRelatively),
  'TensorFlow `compute_gradient`, 10⁻⁴': agreeing(agreesNearly),
  '`losslaws gradcheck`, loss in doubles': (...x) => !besideDoubles(...x).includes('falsified'),
  '`losslaws gradcheck`, loss over an arithmetic': (...x) =>
    !besideTruth(...x).includes('falsified'),
  'the same, `--strict`': (...x) =>
    besideTruth(...x).every((status) => status !== 'falsified' && status !== 'lost accuracy'),
}

/** How far apart the logits lie: their standard deviation, and what a column says of it. */
const spreads = { '': 1, ', far apart': 16, ', equal': 0 } as const

const columns: readonly Checker[] = Object.values(spreads).flatMap((spread) => {
  const cases = casesAt(spread)
  return Object.entries(checks).map(([name, passes]) =>
    checker({
      name,
      of: 'gradients',
      source: '',
      rule: '',
      inputs: '',
      subjects: cases.map((one) => {
        // By its operation alone, so that others may join the table and leave its draws as they are.
        const turn = cases.filter(({ uses }) => uses.join() === one.uses.join()).indexOf(one)
        return { uses: one.uses, passes: (it) => passes(one, it, turn) }
      }),
    }),
  )
})

/** The mistakes of the gallery that are made in a derivative. */
export const inDerivatives = mistakes.filter(({ implementation }) =>
  unlikeReference(implementation).some((name) => rowOf(name).derivativeOf !== undefined),
)

/** What is right in doubles, in many ways. */
export const inDoubles = correct
  .map(({ implementation }) => implementation)
  .filter(({ format }) => {
    const { logits, arithmetic, results } = numbersOf(format)
    return [logits, arithmetic, ...operationNames.map(results)].every((it) => it.precision >= 53)
  })

/** A mark for each check, at logits near each other, far apart and equal. */
export const marksOf = (it: Implementation, inDoubt?: readonly OperationName[]): string =>
  columns.map(({ checks: outcome }) => marks[outcome(it, inDoubt)]).join('')
const marks: Readonly<Record<Outcome, string>> = { caught: '1', missed: '0', 'does not apply': '-' }

/** The marks of every mistake and of what is right, by their names. */
export type Marks = {
  readonly mistakes: Readonly<Record<string, string>>
  readonly correct: Readonly<Record<string, string>>
}

/** The marks of one mistake, of which only its own operations are in doubt. */
export const marksOfMistake = ({ implementation }: { readonly implementation: Implementation }) =>
  marksOf(implementation, unlikeReference(implementation))

export const allMarks = (): Marks => ({
  mistakes: Object.fromEntries(inDerivatives.map((it) => [it.id, marksOfMistake(it)])),
  correct: Object.fromEntries(inDoubles.map((it) => [it.name, marksOf(it)])),
})

/** How many mistakes each check finds, and how much of what is right it rejects. */
export const tableOf = ({ mistakes, correct }: Marks): string => {
  const names = Object.keys(checks)
  const [wrong, right] = [Object.values(mistakes), Object.values(correct)]
  const count = (all: readonly string[], column: number): string =>
    `${all.filter((marks) => at([...marks], column) === '1').length}`
  const rows = names.map((name, i) => [
    name,
    ...Object.keys(spreads).flatMap((_, block) => {
      const column = block * names.length + i
      return [count(wrong, column), count(right, column)]
    }),
  ])
  const head = [
    `check: of ${wrong.length} wrong and ${right.length} right`,
    ...Object.keys(spreads).flatMap((where) => [`finds${where}`, 'rejects']),
  ]
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |\n`).join('')
}
