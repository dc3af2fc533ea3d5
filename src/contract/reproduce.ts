import { expectFields, isRecord } from './declared-numbers.ts'
import { expectDeclared, oneOf } from './misuse.ts'
import { operationNames, rowOf, type ArgumentKind, type OperationName } from './operations.ts'
import { options, type OptionName } from './options.ts'

/**
 * How a user of a library makes the same calls without us: in which language, after which lines, and
 * for each operation an expression, or lines that end in one, in which `{logits}` stands for the
 * argument of that kind.
 */
export type Reproduce = {
  readonly language: Language
  readonly setup?: string
  readonly calls: { readonly [O in OperationName]?: string }
}
/** A language in which the calls of a user can be written. */
export type Language = 'javascript' | 'python'

/** Lines of a language that print the answer to one call. */
export type Code = { readonly language: Language; readonly text: string }

/** What somebody declares of it, checked. Throws a Misuse. */
export const reproduceFrom = (x: unknown, what: string): Reproduce => {
  expectDeclared(isRecord(x), what, '{ language, setup, calls }', x)
  expectFields(x, what, ['language', 'setup', 'calls'])
  const { language, setup, calls } = x
  expectDeclared(
    languageNames.some((it) => it === language),
    `${what}.language`,
    oneOf(languageNames),
    language,
  )
  expectDeclared(
    setup === undefined || typeof setup === 'string',
    `${what}.setup`,
    'a string',
    setup,
  )
  expectDeclared(isRecord(calls), `${what}.calls`, 'a template for each operation', calls)
  for (const [name, template] of Object.entries(calls)) {
    const operation = operationNames.find((it) => it === name)
    expectDeclared(operation !== undefined, `${what}.calls`, oneOf(operationNames), name)
    expectDeclared(typeof template === 'string', `${what}.calls.${name}`, 'a string', template)
    const { takes } = rowOf(operation)
    for (const [, kind] of template.matchAll(place))
      expectDeclared(
        takes.some((it) => it === kind),
        `${what}.calls.${name}`,
        takes.map((it) => `{${it}}`).join(', '),
        `{${kind}}`,
      )
  }
  // Looked at part by part above.
  return x as Reproduce
}

/** Where an argument stands in a template. */
const place = /\{([a-z]+)\}/gi

/** The lines that make a call, where they are declared and short enough to be read. */
export const codeOf = (
  reproduce: Reproduce | undefined,
  operation: OperationName,
  args: readonly unknown[],
): Code | undefined => {
  const template = reproduce?.calls[operation]
  if (reproduce === undefined || template === undefined) return undefined
  const { language, setup } = reproduce
  const { takes } = rowOf(operation)
  const filled = template.replaceAll(place, (_, kind) => {
    const i = takes.findIndex((it) => it === kind)
    return argumentIn(language, takes[i] ?? 'logits', args[i])
  })
  const lines = filled.split('\n')
  const text = [
    ...(setup === undefined ? [] : [setup]),
    ...lines.slice(0, -1),
    languages[language].print(lines.at(-1) ?? ''),
  ].join('\n')
  return text.length > longest ? undefined : { language, text }
}
const longest = 4000

/** How a language writes numbers, so many of one entry in a list, names with values, and output. */
const languages = {
  javascript: {
    number: (x: number) => (Object.is(x, -0) ? '-0' : String(x)),
    many: (x: string, n: number) => `...Array(${n}).fill(${x})`,
    field: (name: string, value: string) => `${name}: ${value}`,
    print: (x: string) => `console.log(${x})`,
  },
  python: {
    number: (x: number) =>
      !Number.isFinite(x) ? `float('${String(x).toLowerCase()}')`
      : Object.is(x, -0) ? '-0.0'
      : /^-?\d+$/.test(String(x)) ? `${x}.0`
      : String(x),
    many: (x: string, n: number) => `*[${x}] * ${n}`,
    field: (name: string, value: string) => `'${name}': ${value}`,
    print: (x: string) => `print(${x})`,
  },
} as const satisfies Readonly<Record<Language, unknown>>

export const languageNames = Object.keys(languages) as readonly Language[]

const argumentIn = (language: Language, kind: ArgumentKind, x: unknown): string => {
  if (kind !== 'options') return valueIn(language, x, kind === 'label' || kind === 'labels')
  const { field } = languages[language]
  const fields = Object.entries(x as object).map(([name, value]) => {
    const isLabel = options[name as OptionName]?.kind === 'label'
    return field(name, typeof value === 'string' ? `'${value}'` : valueIn(language, value, isLabel))
  })
  return `{${fields.join(', ')}}`
}

/** Labels are integers where they are whole. */
const valueIn = (language: Language, x: unknown, isLabel: boolean): string => {
  const { number, many } = languages[language]
  if (!Array.isArray(x)) return isLabel && Number.isInteger(x) ? String(x) : number(Number(x))
  const runs: { readonly entry: string; times: number }[] = []
  for (const entry of x.map((it) => valueIn(language, it, isLabel))) {
    const last = runs.at(-1)
    if (last?.entry === entry) last.times++
    else runs.push({ entry, times: 1 })
  }
  const entries = runs.flatMap(({ entry, times }) =>
    times < shortest ? Array<string>(times).fill(entry) : [many(entry, times)],
  )
  return `[${entries.join(', ')}]`
}
/** Shorter runs are written out. */
const shortest = 8
