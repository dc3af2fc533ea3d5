import { given } from '../contract/given.ts'
import { bandOf, regionsOf, sizeOf } from '../laws/census.ts'
import { isBreach, type Breach } from './inquire.ts'
import { strainOf, type Finding } from './judge-at.ts'
import type { Census, Profile, Unasked, Witness } from './verdict.ts'

/** What was seen while inputs were judged one after another. */
export type Progress = {
  readonly census: Census
  readonly profile: Profile
  /** The greatest strain under which the claims held. */
  readonly worst: number
  /** How many inputs gave no verdict. */
  readonly undecided: number
  /** Why inputs were skipped by whoever was asked, where some were. */
  readonly skipped?: string
  readonly unasked?: Unasked
  readonly failure?: Failure
  /** How many inputs were tried since the first failure, and how many logits they had. */
  readonly shrinks: number
  readonly effort: number
}
export type Failure = { readonly input: unknown; readonly finding: Witness | Breach }

export const nothingSeen: Progress = {
  census: {},
  profile: {},
  worst: 0,
  undecided: 0,
  shrinks: 0,
  effort: 0,
}

/** What was seen once one more input was judged. Where it fails, it is the failure. */
export const advanced = (
  { census, profile, worst, undecided, skipped, unasked, failure, shrinks, effort }: Progress,
  input: unknown,
  finding: Finding,
  least = 1,
): Progress => {
  if (isBreach(finding) && finding.isOverlong)
    return {
      census,
      profile,
      worst,
      undecided,
      shrinks: failure === undefined ? 0 : shrinks + 1,
      effort,
      ...given({ skipped, failure, unasked: moreUnasked(unasked, finding.breach) }),
    }
  const seen = {
    census: failure === undefined ? oneMore(census, regionsOf(input)) : census,
    profile: raised(profile, bandOf(input), strainOf(finding)),
    worst: 'held' in finding ? Math.max(worst, finding.held) : worst,
    undecided: undecided + (failure === undefined && 'undecided' in finding ? 1 : 0),
    shrinks: failure === undefined ? 0 : shrinks + 1,
    effort: failure === undefined ? 0 : effort + sizeOf(input),
    ...given({ failure, skipped, unasked }),
  }
  if ('held' in finding || 'undecided' in finding) return seen
  if (isBreach(finding) && finding.isSkip) return { ...seen, skipped: skipped ?? finding.breach }
  const isSought =
    (failure === undefined || isBreach(finding) === isBreach(failure.finding))
    && (isBreach(finding) || finding.strain >= least)
  return isSought ? { ...seen, failure: { input, finding } } : seen
}

/** One more input that was not judged, because a line would have been longer than may be. */
export const moreUnasked = (unasked: Unasked | undefined, reason: string): Unasked => ({
  reason: unasked?.reason ?? reason,
  inputs: (unasked?.inputs ?? 0) + 1,
})

/**
 * Past so many inputs a shrink has become a walk along the edge of a budget: what it has found is
 * kept. What ended an implementation is not asked again.
 */
export const isTired = ({ failure, shrinks, effort }: Progress): boolean =>
  failure !== undefined
  && (shrinks >= mostShrinks
    || effort >= mostEffort
    || (isBreach(failure.finding) && failure.finding.isFatal === true))
const mostShrinks = 2000
const mostEffort = 2 ** 25

const oneMore = (census: Census, regions: readonly string[]): Census =>
  counted(census, Object.fromEntries(regions.map((region) => [region, 1])))

/** What two censuses count together. */
export const counted = (a: Census, b: Census): Census =>
  Object.entries(b).reduce((all, [region, n]) => ({ ...all, [region]: (all[region] ?? 0) + n }), a)

/** The greatest strain of some profiles in each band. */
export const highest = (profiles: readonly Profile[]): Profile =>
  profiles.reduce(
    (all, profile) => ({
      ...all,
      ...Object.fromEntries(
        Object.entries(profile).map(([band, strain]) => [band, Math.max(strain, all[band] ?? 0)]),
      ),
    }),
    {},
  )

const raised = (profile: Profile, band: string | undefined, strain: number | undefined): Profile =>
  band === undefined || strain === undefined ?
    profile
  : { ...profile, [band]: Math.max(profile[band] ?? 0, strain) }
