import { given } from '../../contract/given.ts'
import { formats, type FormatName } from '../../arithmetic/format.ts'
import { misuse } from '../../contract/declaration.ts'
import type { AnyLaw, Tier } from '../../laws/law.ts'
import { selected } from '../../laws/select.ts'

/** How much a learner is told, least first: docs/teaching.md says what each adds. */
export const revealLevels = ['score', 'law', 'hint', 'input', 'full'] as const
export type Reveal = (typeof revealLevels)[number]

/** What a homework is graded by: questions, each worth points for the laws that hold. */
export type Rubric = {
  readonly title: string
  readonly questions: readonly Question[]
  /** How much is told at the first attempt, the second, and so on: the last entry stays. */
  readonly reveal: readonly Reveal[]
  /** The format by which a homework is judged, whatever it says of itself. */
  readonly format: FormatName
  readonly seed?: number
  readonly runs?: number
}
export type Question = {
  readonly title: string
  readonly points: number
  readonly laws: readonly AnyLaw[]
  /** Laws that must hold on everyday inputs: where one does not, the question earns nothing. */
  readonly require: readonly AnyLaw[]
}

/** Every law that a rubric asks, once. */
export const lawsAsked = ({ questions }: Rubric): readonly AnyLaw[] => [
  ...new Set(questions.flatMap(({ laws, require }) => [...laws, ...require])),
]

/** The points of all questions. */
export const pointsOf = ({ questions }: Rubric): number =>
  toCents(questions.reduce((sum, { points }) => sum + points, 0))

/** Points are told to a hundredth, and rounded down: all laws must hold for all points. */
export const toCents = (points: number): number => Math.floor(points * 100 + 1e-6) / 100

export const revealAt = ({ reveal }: Rubric, attempt: number): Reveal =>
  reveal[Math.min(attempt, reveal.length) - 1] ?? 'law'

/**
 * The rubric in a text of JSON, of laws among those given. Throws a Misuse that says what was
 * expected, and where.
 */
export const rubricFrom = (text: string, name: string, from: readonly AnyLaw[]): Rubric => {
  const {
    title,
    questions,
    reveal = 'law',
    format = 'binary64',
    seed,
    runs,
    ...others
  } = objectIn(parsed(text, name), name)
  const stray = Object.keys(others)[0]
  expectIs(
    stray === undefined,
    name,
    'no other fields than title, questions, reveal, format, seed and runs',
    stray,
  )
  expectIs(typeof title === 'string', `${name}, title`, 'a string', title)
  const levels = Array.isArray(reveal) ? (reveal as unknown[]) : [reveal]
  expectIs(levels.length > 0, `${name}, reveal`, 'a level for an attempt', reveal)
  for (const level of levels)
    expectIs(
      revealLevels.some((it) => it === level),
      `${name}, reveal`,
      `one of ${revealLevels.join(', ')}`,
      level,
    )
  expectIs(
    typeof format === 'string' && Object.hasOwn(formats, format),
    `${name}, format`,
    `one of ${Object.keys(formats).join(', ')}`,
    format,
  )
  for (const [field, value] of Object.entries({ seed, runs }))
    expectIs(value === undefined || isCount(value), `${name}, ${field}`, 'a whole number', value)
  expectIs(
    Array.isArray(questions) && questions.length > 0,
    `${name}, questions`,
    'a list of questions',
    questions,
  )
  return {
    title: title as string,
    reveal: levels as Reveal[],
    format: format as FormatName,
    questions: (questions as unknown[]).map((it, i) =>
      questionFrom(it, `${name}, question ${i + 1}`, from),
    ),
    ...given({ seed: seed as number, runs: runs as number }),
  }
}

const questionFrom = (question: unknown, name: string, from: readonly AnyLaw[]): Question => {
  const {
    title,
    points,
    laws,
    require = [],
    tier = 'textbook',
    ...others
  } = objectIn(question, name)
  const stray = Object.keys(others)[0]
  expectIs(
    stray === undefined,
    name,
    'no other fields than title, points, laws, require and tier',
    stray,
  )
  expectIs(typeof title === 'string', `${name}, title`, 'a string', title)
  expectIs(
    typeof points === 'number' && Number.isFinite(points) && points > 0,
    `${name}, points`,
    'a number above 0',
    points,
  )
  expectIs(
    tier === 'textbook' || tier === 'accurate',
    `${name}, tier`,
    'textbook or accurate',
    tier,
  )
  expectIs(!Array.isArray(laws) || laws.length > 0, `${name}, laws`, 'a law at least', laws)
  const chosen = (field: string, globs: unknown): readonly AnyLaw[] => {
    const list = Array.isArray(globs) ? (globs as unknown[]) : [globs]
    return [...new Set(list.flatMap((glob) => lawsLike(glob, tier, `${name}, ${field}`, from)))]
  }
  return {
    title: title as string,
    points: points as number,
    laws: chosen('laws', laws),
    require: chosen('require', require),
  }
}

const lawsLike = (
  glob: unknown,
  tier: Tier,
  name: string,
  from: readonly AnyLaw[],
): readonly AnyLaw[] => {
  const chosen = typeof glob === 'string' ? selected({ laws: glob, tier }, from) : []
  expectIs(chosen.length > 0, name, `a glob that matches a ${tier} law, such as softmax/*`, glob)
  return chosen
}

const parsed = (text: string, name: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw misuse(`${name}: expected a rubric in JSON, but received something else`)
  }
}

const objectIn = (x: unknown, name: string): Readonly<Record<string, unknown>> => {
  expectIs(typeof x === 'object' && x !== null && !Array.isArray(x), name, 'an object', x)
  return x as Readonly<Record<string, unknown>>
}

const isCount = (x: unknown): boolean => Number.isSafeInteger(x) && (x as number) > 0

function expectIs(
  holds: boolean,
  what: string,
  expected: string,
  received: unknown,
): asserts holds {
  if (!holds)
    throw misuse(
      `${what}: expected ${expected}, but received ${received === undefined ? 'none' : JSON.stringify(received)}`,
    )
}
