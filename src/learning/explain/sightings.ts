import type { Mistake } from '../../mistakes/mistake.ts'

/**
 * A public sighting as an address: `owner/name#12` is a thread, `owner/name (where)` a repository
 * with a remark.
 */
export const linkOf = (sighting: string): string => {
  const [, repository = sighting, thread, remark = ''] =
    /^([\w.-]+\/[\w.-]+)(?:#(\d+))?(.*)$/.exec(sighting) ?? []
  return `https://github.com/${repository}${thread === undefined ? '' : `/issues/${thread}`}${remark}`
}

/** Where mistakes were met in public, one line each. */
export const sightingsOf = (mistakes: readonly Mistake[]): readonly string[] =>
  mistakes.flatMap(({ sightings }) => sightings.map(linkOf))
