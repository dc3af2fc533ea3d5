import { given } from '../contract/given.ts'
import { jsonNumber, jsonValue } from '../contract/literal.ts'
import { inRuns } from '../contract/runs.ts'
import { shapeOf } from '../contract/shape.ts'
import { callInWords, shapeInWords, type Breach } from './inquire.ts'
import type { FailedCase, LawOutcome, Likeness, Measured, WrittenWitness } from './outcome.ts'
import type { Course, Verdict, Witness } from './verdict.ts'
import { writtenClaim } from './written-claim.ts'

/** A verdict as data that JSON keeps, with what the implementation looks like, where that is known. */
export const outcomeOf = (verdict: Verdict, likeness?: Likeness): LawOutcome => {
  const { id, tier, equation, proof } = verdict.law
  const law = { law: id, tier, equation, proof }
  switch (verdict.status) {
    case 'passed': {
      const { status, runs, seed, worst } = verdict
      return { ...law, status, runs, seed, worst: jsonNumber(worst), ...measured(verdict) }
    }
    case 'falsified':
      return {
        ...law,
        status: verdict.status,
        smallest: written(verdict.smallest),
        clearest: written(verdict.clearest),
        replay: verdict.replay,
        ...given({
          fault: verdict.fault,
          likeness,
          cases: verdict.cases?.flatMap(failedCase),
        }),
        ...measured(verdict),
      }
    case 'errored': {
      const { status, reason, input, breach, fault, replay } = verdict
      return {
        ...law,
        status,
        reason,
        ...given({
          input: input === undefined ? undefined : jsonValue(inRuns(input)),
          answer: breach && answerOf(breach),
          fault,
          replay,
          cases: verdict.cases?.flatMap(failedCase),
        }),
      }
    }
    case 'skipped':
      return { ...law, status: verdict.status, reason: verdict.reason }
  }
}

const written = ({ input, refuted, strain }: Witness): WrittenWitness => ({
  input: jsonValue(inRuns(input)),
  ...given({ claim: refuted[0] && writtenClaim(refuted[0]) }),
  refuted: refuted.length,
  strain: jsonNumber(strain),
})

/** What came instead of an answer. */
const answerOf = ({ call, breach, isFatal, isFaulty }: Breach) => {
  const expected = shapeInWords(shapeOf(call.operation, call.args))
  const got = breach.replace(` where ${expected} was expected`, '')
  return { about: callInWords(call), expected, got, ...given({ isMissing: isFatal ?? isFaulty }) }
}

const failedCase = (it: Verdict): FailedCase[] =>
  it.status === 'falsified' ?
    [
      {
        case: String(it.clearest.input),
        status: it.status,
        strain: jsonNumber(Math.max(it.clearest.strain, it.smallest.strain)),
        ulp: jsonNumber(it.clearest.ulps ?? Infinity),
      },
    ]
  : it.status === 'errored' ? [{ case: String(it.input), status: it.status, reason: it.reason }]
  : []

const measured = ({ all, census, profile, error, undecided, unasked }: Course): Measured => ({
  census,
  ...given({
    all,
    undecided,
    unasked,
    profile:
      profile
      && Object.fromEntries(
        Object.entries(profile).map(([band, strain]) => [band, jsonNumber(strain)]),
      ),
    error: error && {
      ulp: jsonNumber(error.ulp),
      budget: jsonNumber(error.budget),
      case: String(error.input),
    },
  }),
})
