import type { Outcome } from '../../verdict/outcome.ts'
import { bySubject } from '../../trial/standing.ts'
import { cards, cardsIn } from './cards.ts'
import { facetsOf, filterRules } from './filters.ts'
import { inputs } from './inputs.ts'
import { html } from '../draw/markup.ts'
import { matrix } from './matrix.ts'
import { byName } from './names.ts'
import { again, opening, titleOf, trials } from './opening.ts'
import { inSections, page } from './page.ts'
import { skipped } from './skipped.ts'
import { steps } from './steps.ts'
import { strips } from './strips.ts'
import { ulps } from './ulps.ts'

/**
 * The report of a trial as one page, from its outcomes, from what went wrong beside them, and from
 * what was not as a list of known failures has it.
 */
export const report = (
  outcomes: readonly Outcome[],
  faults: readonly string[],
  surprises: readonly string[] = [],
): string => {
  const groups = byName(bySubject(outcomes))
  if (groups.size === 0)
    return page(
      'Nothing was tested | losslaws',
      html`<main><h1>Nothing was tested</h1>${faults.map((fault) => html`<p>${fault}</p>`)}</main>`,
    )
  const all = cardsIn(groups)
  const sections = [
    trials(groups),
    cards(all),
    matrix(groups, all),
    ...[skipped, inputs, strips, ulps, steps].map((section) => section(groups)),
    again(groups),
  ].filter((section) => section !== undefined)
  return page(
    `${titleOf(groups)} | losslaws`,
    html`<main>
${opening(groups, all, [...new Set(faults)], surprises)}${inSections(sections)}</main>`,
    filterRules(facetsOf(all)),
  )
}
