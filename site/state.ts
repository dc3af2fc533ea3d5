import { inSight } from './gallery/in-sight.ts'

/** What a reader has set, beside where they are. The address keeps it: `#z=2,1,-1&classes=3`. */
export type State = {
  readonly z: readonly number[]
  readonly label: number
  readonly classes: number
  readonly start: Start
  readonly offset: number
  readonly mistake: string
  readonly law: string
  readonly seed: number
}
export const starts = ['zero', 'wrong'] as const
export type Start = (typeof starts)[number]
export const classCounts = [2, 3, 10, 100] as const
export const offsets = [0, 1e4, 1e6, 1e8] as const
/** The greatest logit of a slider. */
export const reach = 12

export const initial: State = {
  z: [3, 1, -2],
  label: 0,
  classes: 10,
  start: 'zero',
  offset: 0,
  mistake: '',
  law: '',
  seed: 1,
}

type Field<A> = {
  readonly expected: string
  read(text: string, all: ReadonlyMap<string, string>): A | undefined
  write?(value: A): string
}

const oneOf = <A extends string | number>(
  among: readonly A[],
  expected = among.join(' or '),
): Field<A> => ({ expected, read: (text) => among.find((it) => String(it) === text) })

const fields: { readonly [K in keyof State]: Field<State[K]> } = {
  z: {
    expected: `three numbers from ${-reach} to ${reach}`,
    read: (text) => {
      const z = text.split(',').map((part) => (/^-?\d+(\.\d+)?$/.test(part) ? Number(part) : NaN))
      return z.length === 3 && z.every((x) => Math.abs(x) <= reach) ? z : undefined
    },
    write: (z) => z.join(','),
  },
  label: oneOf([0, 1, 2]),
  classes: oneOf<number>(classCounts),
  start: oneOf(starts),
  offset: oneOf<number>(offsets),
  mistake: oneOf(
    inSight.map(({ id }) => id),
    'a mistake of the gallery',
  ),
  law: {
    expected: 'a law that the mistake breaks',
    read: (text, all) =>
      inSight.find(({ id }) => id === all.get('mistake'))?.caughtBy.find((id) => id === text),
  },
  seed: {
    expected: 'a whole number from 0 to 2147483647',
    read: (text) => (/^\d{1,10}$/.test(text) && Number(text) < 2 ** 31 ? Number(text) : undefined),
  },
}
const names = Object.keys(fields) as (keyof State)[]

/** The address of a state: what differs from the initial one, in the order of its fields. */
export const addressOf = (state: State): string =>
  names
    .flatMap((name) => {
      const [now, first] = [written(name, state), written(name, initial)]
      return now === first ? [] : [`${name}=${now}`]
    })
    .join('&')

const written = <K extends keyof State>(name: K, state: State): string =>
  fields[name].write?.(state[name]) ?? String(state[name])

/**
 * The state that an address tells. What it does not know is left at its initial value, with a
 * sentence for the reader.
 */
export const stateOf = (
  address: string,
): { readonly state: State; readonly problems: readonly string[] } => {
  const parts = address
    .split('&')
    .filter((part) => part !== '')
    .map((part) => part.split('=', 2).map(decoded))
  const all = new Map(parts.map(([name = '', text = '']) => [name, text]))
  const problems: string[] = []
  const told: Partial<Record<keyof State, unknown>> = {}
  for (const [name, text] of all) {
    if (!isName(name))
      problems.push(`Expected ${names.join(', ')} in the address, but received «${cut(name)}».`)
    else {
      const value = fields[name].read(text, all)
      if (value === undefined)
        problems.push(`Expected ${fields[name].expected}, but received «${cut(text)}».`)
      else told[name] = value
    }
  }
  // Every field was read by its own reader, which is why the whole may be named here.
  return { state: { ...initial, ...(told as Partial<State>) }, problems }
}

const isName = (name: string): name is keyof State => names.includes(name as keyof State)
const cut = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)} …` : text)
const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
