import { questionMark, twelve, type Point } from '../src/learning/models/plane.ts'
import { breaks } from './gallery/breaks.ts'
import { sectionIds } from './story/ids.ts'

/**
 * What a reader has set, beside where they are. The address keeps it:
 * `#probe=1,2&classes=3&done=scores`.
 */
export type State = {
  /** The labelled points of the plane, from which the network learns. */
  readonly points: readonly Point[]
  /** The place whose class is asked for: its three scores go through the whole page. */
  readonly probe: readonly [number, number]
  /** The class that the question mark turns out to have. */
  readonly label: number
  /** The mean and the width of the bell of each class. */
  readonly bells: readonly Bell[]
  readonly classes: number
  /** How many steps of training are shown. */
  readonly steps: number
  /** The sections whose guess has been made. */
  readonly done: readonly string[]
  readonly mistake: string
  readonly law: string
  readonly seed: number
}
export type Bell = readonly [mean: number, width: number]

export const classCounts = [2, 3, 5, 10, 20, 50, 100, 1000] as const
/** How far the plane goes from its middle, each way. */
export const reach = 4
export const mostSteps = 200
/** Two points of each class are enough for Gaussians to be fitted; more than this is a crowd. */
export const [fewestOfClass, mostPoints] = [2, 24]
export const bellLimits = { mean: 4, narrowest: 0.4, widest: 2.5 } as const

export const initial: State = {
  points: twelve,
  probe: questionMark,
  label: 0,
  bells: [
    [-2, 1],
    [0, 1],
    [2.5, 1],
  ],
  classes: 10,
  steps: mostSteps,
  done: [],
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

/** Numbers with a comma between them, or nothing where one of them is none. */
const numbers = (text: string): readonly number[] | undefined => {
  const parts = text.split(',')
  return parts.every((part) => /^-?\d+(\.\d+)?$/.test(part)) ? parts.map(Number) : undefined
}
const inPlane = (...xs: readonly number[]): boolean => xs.every((x) => Math.abs(x) <= reach)

/** Whether Gaussians can be fitted to the points, and eyes can tell them apart. */
export const areEnough = (points: readonly Point[]): boolean =>
  points.length <= mostPoints
  && [0, 1, 2].every((y) => points.filter(([label]) => label === y).length >= fewestOfClass)

const fields: { readonly [K in keyof State]: Field<State[K]> } = {
  points: {
    expected: `points such as 0,-1,2;1,2,1 with each of the labels 0, 1 and 2 twice, ${mostPoints} at most, from ${-reach} to ${reach}`,
    read: (text) => {
      const points = text.split(';').flatMap((part): Point[] => {
        const [label = NaN, x = NaN, y = NaN, ...rest] = numbers(part) ?? []
        return [0, 1, 2].includes(label) && inPlane(x, y) && rest.length === 0 ?
            [[label, x, y]]
          : []
      })
      return points.length === text.split(';').length && areEnough(points) ? points : undefined
    },
    write: (points) => points.join(';'),
  },
  probe: {
    expected: `two numbers from ${-reach} to ${reach}`,
    read: (text) => {
      const [x = NaN, y = NaN, ...rest] = numbers(text) ?? []
      return inPlane(x, y) && rest.length === 0 ? [x, y] : undefined
    },
    write: (probe) => probe.join(','),
  },
  label: oneOf([0, 1, 2]),
  bells: {
    expected: `three pairs of a mean from ${-bellLimits.mean} to ${bellLimits.mean} and a width from ${bellLimits.narrowest} to ${bellLimits.widest}`,
    read: (text) => {
      const bells = text.split(';').flatMap((part): Bell[] => {
        const [mean = NaN, width = NaN, ...rest] = numbers(part) ?? []
        return (
            Math.abs(mean) <= bellLimits.mean
              && width >= bellLimits.narrowest
              && width <= bellLimits.widest
              && rest.length === 0
          ) ?
            [[mean, width]]
          : []
      })
      return bells.length === 3 && text.split(';').length === 3 ? bells : undefined
    },
    write: (bells) => bells.join(';'),
  },
  classes: oneOf<number>(classCounts),
  steps: {
    expected: `a whole number from 0 to ${mostSteps}`,
    read: (text) =>
      /^\d{1,3}$/.test(text) && Number(text) <= mostSteps ? Number(text) : undefined,
  },
  done: {
    expected: `sections among ${sectionIds.join(', ')}`,
    read: (text) => {
      const names = text.split(',')
      return names.every((name) => sectionIds.some((id) => id === name)) ? names : undefined
    },
    write: (done) => done.join(','),
  },
  mistake: oneOf([...breaks.keys()], 'a mistake of the gallery'),
  law: {
    expected: 'a law that the mistake breaks',
    read: (text, all) => breaks.get(all.get('mistake') ?? '')?.find((id) => id === text),
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
