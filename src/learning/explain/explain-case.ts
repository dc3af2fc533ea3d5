import type { Case, Fixture } from '../../records/fixture.ts'
import { lawsFrom } from '../../records/law.ts'
import { reference } from '../../core/reference.ts'
import { shortened } from '../../contract/plain.ts'
import { literal } from '../../contract/literal.ts'
import { mistakes } from '../../mistakes/index.ts'
import { explain } from '../../verdict/explain.ts'
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
  const law = lawsFrom(fixture).find(({ examples }) => examples.includes(it.id))
  const killed = mistakes.filter(({ id }) => it.kills.includes(id))
  const verdicts: string[] = []
  if (law !== undefined) {
    for (const implementation of [
      reference,
      ...killed.slice(0, 1).map((mistake) => mistake.implementation),
    ]) {
      verdicts.push(
        `${implementation.name}: ${explain(await verifyAt(law, implementation, it.id, options), implementation.name)}`,
      )
    }
  }
  return [
    card(`${it.id}, revision ${it.rev}`, [
      ['call', shortened(`${operation}(${it.arguments.map(literal).join(', ')})`, most)],
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
