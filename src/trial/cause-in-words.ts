import { least } from '../arithmetic/sequence.ts'
import { rowOf, type OperationName } from '../contract/operations.ts'
import type { Size } from '../contract/rows.ts'
import { mistakes } from '../mistakes/index.ts'
import type { Mistake } from '../mistakes/mistake.ts'
import { evidenceOf, evidenceOfNone, type Row } from '../verdict/evidence.ts'
import { inLines, listed } from '../verdict/text.ts'
import { claimFrom } from '../verdict/written-claim.ts'
import { inputOf, type Cause, type Failing } from './causes.ts'

/** What is wrong, in a sentence as narrow as the evidence allows. */
export const sentenceOf = (cause: Cause): string => {
  const { operations, outcomes } = cause
  const [first] = outcomes
  const [operation = 'an operation', ...others] = operations
  if (first.fault?.changes) return `${operation} returns different results for equal calls`
  if (first.status === 'errored' && first.answer === undefined)
    return `could not be judged: ${first.reason.split('\n')[0]}`
  const what = whatOf(cause, first)
  const [one, several] = what.startsWith('is ') ? ['is', 'are'] : ['does', 'do']
  return [operation, what, whereOf(cause), underOf(outcomes)]
    .filter((part) => part !== '')
    .join(' ')
    .concat(
      others.length === 0 ?
        ''
      : `, and so ${others.length === 1 ? one : several} ${listed(others)}`,
    )
}

/** In how many laws a cause shows. */
export const extentOf = ({ outcomes }: Cause): string =>
  outcomes.length === 1 ? `in 1 law` : `in ${outcomes.length} laws`

/** The rows of a card: the mistake and its mend, the evidence of one law, and the other laws. */
export const rowsOf = ({ mistakes: ids, outcomes: [first, ...others] }: Cause): Row[] => {
  const like = ids.flatMap((id) => mistakes.filter((it) => it.id === id))
  const [law, ...evidence] =
    first.status === 'falsified' ? evidenceOf(first) : evidenceOfNone(first)
  return [
    ...like.slice(0, 1).flatMap((it) => rowsOfMistake(it, like.slice(1), first)),
    ...(law === undefined ? [] : [['law', `${first.law}: ${law.slice(1).join(' ')}`] as const]),
    ...evidence.filter(([slot]) => slot !== 'resembles'),
    ...(others.length === 0 ? [] : [['also', ...inLines(others.map((it) => it.law))] as const]),
  ]
}

const rowsOfMistake = (
  { id, story, mend }: Mistake,
  others: readonly Mistake[],
  first: Failing,
): Row[] => {
  const names = [id, ...others.map((it) => it.id)].map((name) => `mistake:${name}`).join(' or ')
  const probes = first.status === 'falsified' ? first.likeness : undefined
  const where =
    probes === undefined ? '' : `, on all ${probes.probes} probes of ${probes.operation}`
  return [
    ['resembles', `${names}${where}`, story],
    ['mend', mend],
  ]
}

const whatOf = ({ fate }: Cause, it: Failing): string => {
  if (it.status === 'errored') return it.answer?.got.split('\n')[0] ?? 'gives no answer'
  const claim = it.fault?.truth?.claim ?? it.clearest.claim
  const { value } = claim === undefined ? { value: 0 } : claimFrom(claim)
  return (
    fate === 'lost accuracy' ? 'loses accuracy'
    : typeof value === 'number' && !Number.isFinite(value) ? `returns ${value}`
    : 'is wrong'
  )
}

const whereOf = (cause: Cause): string => {
  switch (cause.region) {
    case 'everyday':
      return ''
    case 'many classes':
      return from(leastOf(cause, 'classes'), 'classes')
    case 'many rows':
      return from(leastOf(cause, 'rows'), 'rows')
    case 'tail':
      return 'where logits lie far apart'
    case 'large offset':
      return 'where logits are large'
    case 'masked':
      return 'where a class is masked'
    case 'infinite':
      return 'where a logit is infinite'
    case 'NaN':
      return 'where a logit is NaN'
    case 'label':
      return takesLabels(cause.operations[0]) ?
          'where a label is no class'
        : 'where a target is no probability'
    case 'empty':
      return 'of an empty row'
  }
}

const from = (n: number, of: string): string =>
  n === Infinity ? `at many ${of}` : `from ${n} ${of} on`

const takesLabels = (operation: OperationName | undefined): boolean =>
  operation === undefined
  || rowOf(operation).takes.some((kind) => kind === 'label' || kind === 'labels')

/** The least size at which the cause shows, where a witness has one. */
const leastOf = ({ outcomes, region }: Cause, of: keyof Size): number =>
  least(outcomes.flatMap(({ fault }) => (fault?.region === region ? (fault.size?.[of] ?? []) : [])))

/** The options with which a batch fails, where every witness has the same ones. */
const underOf = (outcomes: readonly Failing[]): string => {
  const [first, ...others] = outcomes
    .map((it) => optionsIn(inputOf(it)))
    .filter((it) => it !== undefined)
  if (first === undefined) return ''
  const { reduction, ...options } = first
  const names = Object.keys(options).filter((name) => others.every((it) => name in it))
  const isOne = others.every((it) => it['reduction'] === reduction)
  return [
    ...(names.length === 0 ? [] : [`with ${listed(names)}`]),
    ...(isOne && typeof reduction === 'string' ? [`under ${reduction}`] : []),
  ].join(' ')
}
const optionsIn = (input: unknown): Readonly<Record<string, unknown>> | undefined =>
  typeof input === 'object' && input !== null && 'options' in input ?
    (input.options as Readonly<Record<string, unknown>>)
  : undefined
