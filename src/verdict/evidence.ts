import { literal } from '../contract/literal.ts'
import { cut } from '../contract/plain.ts'
import { failingInWords } from './all-in-words.ts'
import { expectedOf, gotOf, outsideBy } from './claim-in-words.ts'
import type { FailedCase, LawOutcome, Likeness, WrittenWitness } from './outcome.ts'
import { inLines, inShell } from './text.ts'
import { claimFrom } from './written-claim.ts'

/** What a row of evidence is about, and its text on as many lines as it takes. */
export type Row = readonly [
  slot:
    | 'law'
    | 'input'
    | 'claim'
    | 'expected'
    | 'got'
    | 'off by'
    | 'changes'
    | 'why'
    | 'resembles'
    | 'mend'
    | 'lesson'
    | 'also'
    | 'smallest'
    | 'fails at'
    | 'replay'
    | 'seed'
    | 'cases'
    | 'errored',
  ...lines: string[],
]

/** An outcome, and where a replay finds the implementation, if it has an address. */
export type Addressed<O> = O & { readonly address?: string }

/**
 * What speaks against an implementation, row by row: the law, the clearest input, what was expected
 * and what came.
 */
export const evidenceOf = (
  outcome: Addressed<Extract<LawOutcome, { readonly status: 'falsified' }>>,
): Row[] => {
  const { address, law, equation, proof, clearest, smallest, fault, all, replay, likeness, cases } =
    outcome
  const [input, simplest] = [literal(clearest.input), literal(smallest.input)]
  return [
    ['law', equation],
    ['input', cut(input)],
    ...claimRows(fault?.truth ? { ...clearest, refuted: 1, ...fault.truth } : clearest),
    ...rowIf('changes', fault?.changes && 'equal calls were answered differently when asked again'),
    ['why', proof],
    ...rowIf('resembles', likeness && likenessInWords(likeness)),
    ...rowIf('smallest', simplest === input ? undefined : cut(simplest)),
    ...rowIf('fails at', all && failingInWords(all)),
    ...rowIf('replay', address === undefined ? undefined : replayOf(address, law, input)),
    ...rowIf('seed', replay.path === null ? undefined : `${replay.seed}, path ${replay.path}`),
    ...casesOf(cases),
  ]
}

/** What speaks against one that gave back no answer. */
export const evidenceOfNone = ({
  address,
  law,
  equation,
  proof,
  input,
  answer,
  fault,
  cases,
}: Addressed<Extract<LawOutcome, { readonly status: 'errored' }>>): Row[] => {
  const text = literal(input)
  return [
    ['law', equation],
    ...rowIf('input', input === undefined ? undefined : cut(text)),
    ...rowIf('claim', answer?.about),
    ...rowIf('expected', answer?.expected),
    ...(answer === undefined ? [] : [['got', ...answer.got.split('\n')] as const]),
    ...rowIf('changes', fault?.changes && 'equal calls were answered differently when asked again'),
    ['why', proof],
    ...rowIf('replay', address && input !== undefined ? replayOf(address, law, text) : undefined),
    ...casesOf(cases),
  ]
}

const replayOf = (address: string, law: string, input: string): string =>
  `losslaws replay ${inShell(address)} ${law} '${input}'`

/** What was claimed of the answer to an input, what was expected, what came, and how far outside. */
export const claimRows = ({ claim: written, refuted, strain }: WrittenWitness): Row[] => {
  if (written === undefined) return []
  const claim = claimFrom(written)
  return [
    ['claim', refuted === 1 ? claim.about : `${claim.about} (and ${refuted - 1} more)`],
    ['expected', expectedOf(claim)],
    ['got', gotOf(claim)],
    ...rowIf('off by', outsideBy(claim, Number(strain))),
  ]
}

const rowIf = (slot: Row[0], text: string | undefined): Row[] =>
  text === undefined ? [] : [[slot, text]]

/**
 * Every recorded case that failed, where one is not all: those that broke the law, and those that
 * could not be judged.
 */
export const casesOf = (cases: readonly FailedCase[] = []): Row[] => {
  if (cases.length < 2) return []
  const ids = (status: FailedCase['status']) =>
    inLines(cases.filter((it) => it.status === status).map((it) => it.case))
  return [
    ['cases', ...ids('falsified')],
    ['errored', ...ids('errored')],
  ]
}

const likenessInWords = ({ operation, mistakes, probes }: Likeness): string => {
  const names = mistakes.map((id) => `mistake:${id}`).join(' or ')
  return `${names}, on all ${probes} probes of ${operation}`
}
