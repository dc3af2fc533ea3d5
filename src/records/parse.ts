import { given } from '../contract/given.ts'
import { fromJson, literal } from '../contract/literal.ts'
import { operationNames } from '../contract/operations.ts'
import { caseFault, type Fault } from './check-case.ts'
import type { Case, Fixture } from './fixture.ts'
import { files, fileOf } from './names.ts'
import { caseFields, caseText, digestOf, textOf } from './write.ts'

/**
 * What is wrong with a file of cases, in one sentence that names the file, the case and the field.
 */
export const damage = (file: string, { id, field, expected, received }: Fault): Error =>
  Object.assign(
    new Error(
      `${[file, ...(id === undefined ? [] : [`case ${id}`]), `field ${field}`].join(', ')}: expected ${expected}, but received ${received}`,
    ),
    { name: 'Damage' },
  )

/**
 * The cases of a file, given its text and its name, which says the operation. Throws an Error named
 * `Damage` where the text is not to the letter what the generator writes: truncated, reordered,
 * renamed, or with a bit flipped.
 */
export const parseFixture = (text: string, name: string): Fixture => {
  const file = name.split(/[/\\]/).at(-1) ?? name
  const refuse = (fault: Fault): never => {
    throw damage(name, fault)
  }
  const raw = objectOf(text, refuse)
  const fault = headerFault(raw, file)
  if (fault !== undefined) return refuse(fault)
  const fixture = { ...raw, cases: (raw['cases'] as Case[]).map(decoded) } as unknown as Fixture
  const faulty = casesFault(fixture) ?? textFault(text, fixture)
  return faulty === undefined ? fixture : refuse(faulty)
}

/** The file as JSON; where it ends too early, the case and the field at which it ends. */
const objectOf = (
  text: string,
  refuse: (fault: Fault) => never,
): Readonly<Record<string, unknown>> => {
  try {
    const raw: unknown = JSON.parse(text)
    if (typeof raw === 'object' && raw !== null && !Array.isArray(raw))
      return raw as Readonly<Record<string, unknown>>
  } catch {
    for (const line of text.split('\n')) {
      const body = /^ {4}(\{"id":.*?),?$/.exec(line)?.[1]
      if (body !== undefined && !isJson(body))
        return refuse({
          ...placeIn(body),
          expected: 'a case that can be read',
          received: shown(body.slice(-40)),
        })
    }
  }
  const last = [...text.matchAll(/^ {4}\{"id":"([^"]+)"/gm)].at(-1)?.[1]
  const field = last === undefined ? 'cases' : 'digest'
  return refuse({
    ...given({ id: last }),
    field,
    expected: 'a whole file',
    received: text === '' ? 'nothing' : `an end at ${shown(text.slice(-40))}`,
  })
}

/** The case of a broken line, and the last field that it begins. */
const placeIn = (line: string): { readonly id: string; readonly field: string } => ({
  id: /^\{"id":"([^"]*)/.exec(line)?.[1] ?? '?',
  field: caseFields.findLast((name) => line.includes(`"${name}":`)) ?? 'id',
})

const headerFields = [
  '$schema',
  'format',
  'suite',
  'operation',
  'definition',
  'certified',
  'notes',
  'cases',
  'digest',
]
const headerFault = (raw: Readonly<Record<string, unknown>>, file: string): Fault | undefined => {
  const names = Object.keys(raw)
  const odd =
    headerFields.find((name, i) => names[i] !== name)
    ?? names.find((name) => !headerFields.includes(name))
  if (odd !== undefined)
    return {
      field: odd,
      expected: `the fields ${headerFields.join(', ')}`,
      received: names.join(', '),
    }
  const { format, suite, operation, definition, certified, notes, cases, digest } = raw
  const isText = (x: unknown): boolean => typeof x === 'string'
  const wrong = (field: string, expected: string): Fault => ({
    field,
    expected,
    received: shown(raw[field]),
  })
  const known = operationNames.find((name) => name === operation)
  if (format !== 2) return wrong('format', '2')
  if (!isText(suite) || !/^\d+\.\d+\.\d+$/.test(suite as string))
    return wrong('suite', 'a semantic version')
  if (known === undefined) return wrong('operation', `one of ${operationNames.join(', ')}`)
  if (fileOf(known) !== file)
    return {
      ...firstId(cases),
      field: 'operation',
      expected: files.includes(file) ? `the operation of ${file}` : `the file ${fileOf(known)}`,
      received: shown(operation),
    }
  if (!isText(definition)) return wrong('definition', 'a text')
  if (!Array.isArray(certified) || !certified.every(isText))
    return wrong('certified', 'a list of texts')
  if (
    typeof notes !== 'object'
    || notes === null
    || Object.values(notes).some(
      (note) => Object.keys(note as object).join() !== 'title,bug,effect,fix,links',
    )
  )
    return wrong('notes', 'title, bug, effect, fix and links for every flag')
  if (!Array.isArray(cases)) return wrong('cases', 'a list')
  return isText(digest) ? undefined : wrong('digest', 'a text')
}
const firstId = (cases: unknown): { readonly id?: string } => {
  const id =
    Array.isArray(cases) ? (cases[0] as { readonly id?: unknown } | undefined)?.id : undefined
  return typeof id === 'string' ? { id } : {}
}

/** Arguments as numbers, where JSON has words for what it lacks. */
const decoded = (x: Case): Case =>
  Array.isArray(x?.arguments) ? { ...x, arguments: fromJson(x.arguments) as unknown[] } : x

const casesFault = ({ operation, notes, cases }: Fixture): Fault | undefined => {
  let before = ''
  for (const x of cases) {
    const fault = caseFault(operation, x, notes)
    if (fault !== undefined) return fault
    if (x.id <= before)
      return {
        id: x.id,
        field: 'id',
        expected: `an id that comes after ${before}`,
        received: 'one before it',
      }
    before = x.id
  }
  const unused = Object.keys(notes).find((flag) => !cases.some((x) => x.flags.includes(flag)))
  return unused === undefined ? undefined : (
      {
        field: `notes.${unused}`,
        expected: 'a flag that some case has',
        received: 'one that none has',
      }
    )
}

/**
 * What is not written as the generator writes it; and at last the digest, for what no rule above
 * can know.
 */
const textFault = (text: string, fixture: Fixture): Fault | undefined => {
  const digest = digestOf(text)
  const lines = text.split('\n')
  for (const x of fixture.cases) {
    const line = lines.find((line) => line.startsWith(`    {"id":${literal(x.id)},`)) ?? ''
    if (line.replace(/,$/, '') !== `    ${caseText(x)}`)
      return {
        id: x.id,
        field: differingField(line.trim().replace(/,$/, ''), x),
        expected: 'the one way to write it',
        received: shown(line.trim().slice(0, 60)),
      }
  }
  if (digest !== fixture.digest)
    return {
      ...lastOf(fixture),
      field: 'digest',
      expected: `${digest}, of the ${fixture.cases.length} cases that end here`,
      received: shown(fixture.digest),
    }
  return text === textOf(fixture) ? undefined : (
      { field: 'notes', expected: 'the one way to write the file', received: 'another' }
    )
}
const lastOf = ({ cases }: Fixture): { readonly id?: string } => {
  const id = cases.at(-1)?.id
  return given({ id })
}

const differingField = (line: string, x: Case): string => {
  const [own, other] = [x, isJson(line) ? JSON.parse(line) : {}] as unknown as Readonly<
    Record<string, unknown>
  >[]
  const names = Object.keys(other ?? {})
  const order = caseFields.filter((name) => name in x)
  return (
    order.find((name, i) => names[i] !== name || literal(own?.[name]) !== literal(other?.[name]))
    ?? 'id'
  )
}

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
export const shown = (x: unknown): string => {
  const text = literal(x) ?? 'nothing'
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}
