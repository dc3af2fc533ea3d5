import type { Case, Fixture } from '../../records/fixture.ts'
import { lawsFrom } from '../../records/law.ts'
import { reference } from '../../core/reference.ts'
import { shortened } from '../../contract/plain.ts'
import { written } from '../../contract/runs.ts'
import { mistakes } from '../../mistakes/index.ts'
import type { Mistake } from '../../mistakes/mistake.ts'
import type { Implementation } from '../../contract/implementation.ts'
import type { AnyLaw } from '../../laws/law.ts'
import { explain } from '../../verdict/explain.ts'
import type { Verdict } from '../../verdict/verdict.ts'
import { verifyAt, type Options } from '../../verdict/verify.ts'
import { card, ids, type Row } from './layout.ts'
import { sightingsOf } from './sightings.ts'

/**
 * A recorded case in full: the call and its certified result, the bugs that it hunts, and the
 * verdicts on the reference and on a mistake.
 */
export const explainCase = async (
  fixture: Fixture,
  it: Case,
  options: Options = {},
): Promise<string> => {
  const { operation, definition, notes } = fixture
  const killed = mistakes.filter(({ id }) => it.kills.includes(id))
  const shown = await firstRefuted(lawsOf(fixture, it), killed, it.id, options)
  const verdicts: string[] = []
  if (shown !== undefined) {
    const { law, mistake, verdict } = shown
    const right = await verifyAt(law, reference, it.id, options)
    verdicts.push(`${reference.name}: ${explain(right, reference.name)}`)
    verdicts.push(`${mistake.name}: ${explain(verdict, mistake.name)}`)
  }
  return [
    card(`${it.id}, revision ${it.rev}`, [
      ['call', shortened(`${operation}(${it.arguments.map(written).join(', ')})`, most)],
      ...resultRows(it),
      ['where', definition],
      ...(it.comment === undefined ? [] : [['comment', it.comment]]),
      ids('exact in', it.exactIn),
      ids('refutes', it.kills),
      ['seen in', ...sightingsOf(killed)],
    ]),
    ...it.flags.map((flag) => {
      const note = notes[flag]
      return note === undefined ? flag : (
          card(`${flag}: ${note.title}`, [
            ['bug', note.bug],
            ['effect', note.effect],
            ['mend', note.fix],
            ['links', ...note.links],
          ])
        )
    }),
    ...verdicts,
  ].join('\n\n')
}

/** The laws of a case, that of the textbook tier first. */
const lawsOf = (fixture: Fixture, it: Case): AnyLaw[] =>
  lawsFrom(fixture)
    .filter(({ examples }) => examples.includes(it.id))
    .toSorted((a, b) => Number(a.tier === 'accurate') - Number(b.tier === 'accurate'))

type Shown = { readonly law: AnyLaw; readonly mistake: Implementation; readonly verdict: Verdict }

/** The first mistake that breaks one of these laws at the case, by the first law that it breaks. */
const firstRefuted = async (
  laws: readonly AnyLaw[],
  killed: readonly Mistake[],
  id: string,
  options: Options,
): Promise<Shown | undefined> => {
  for (const law of laws)
    for (const { implementation: mistake } of killed) {
      const verdict = await verifyAt(law, mistake, id, options)
      if (verdict.status === 'falsified') return { law, mistake, verdict }
    }
  return undefined
}

const resultRows = (it: Case): Row[] =>
  'error' in it ? [['result', `an error or NaN, as the policy ${it.error} declares`]]
  : 'policy' in it ?
    Object.entries(it.policy.results).map(([choice, { lo }]) => [
      choice,
      `[${shortened(lo.join(', '), most)}], where the policy ${it.policy.name} declares it`,
    ])
  : [
      [
        'result',
        `[${shortened(it.result.lo.map((digits) => digits.replace(/^(-?[\d.]{22})[\d]+/, '$1')).join(', '), most)}]`,
      ],
    ]

const most = 200
