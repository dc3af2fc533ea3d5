import { given } from '../contract/given.ts'
import * as fc from 'fast-check'
import { mayAsk } from '../contract/asked.ts'
import { type Arguments, type OperationName } from '../contract/operations.ts'
import { kebab, shortened } from '../contract/plain.ts'
import { literal, numbersIn } from '../contract/literal.ts'
import { identical, type Claim } from '../laws/claim.ts'
import {
  ask,
  askRaw,
  law,
  type AnyLaw,
  type Asked,
  type Demands,
  type Inquiry,
  type Setting,
  type Tier,
} from '../laws/law.ts'
import { budgetsAt, claimsOf, isGranted, isWithinReach } from './claims.ts'
import { argumentsOf } from './in-full.ts'
import { endsAs } from './ending.ts'
import type { Case, Fixture, Recorded } from './fixture.ts'

/**
 * The recorded cases of an operation as laws, whose inputs are the ids of the cases: `fixture/softmax`
 * and, of those that the accurate tier grants a budget, `fixture/softmax-accurate`.
 */
export const lawsFrom = ({ operation, definition, certified, cases }: Fixture): AnyLaw[] =>
  (['textbook', 'accurate'] as const).flatMap((tier) => {
    const named = new Map(cases.filter((it) => tiersOf(it).includes(tier)).map((it) => [it.id, it]))
    if (named.size === 0) return []
    return law<string>({
      id: `fixture/${kebab(operation)}${tier === 'accurate' ? '-accurate' : ''}`,
      tier,
      equation: definition,
      proof: `each result was computed twice, by ${certified.join(' and by ')}.`,
      uses: [operation],
      recorded: true,
      inputs: () => fc.constantFrom(...named.keys()),
      examples: [...named.keys()],
      demands: (name) => demandsOf(named.get(name) as Case),
      domain: (name, asked) => isAsked(operation, named.get(name), tier, asked),
      claims: (name, setting) => claimsAt(operation, named.get(name) as Case, tier, setting),
    })
  })

/** The options that a case gives, and its policy under the choices for which it has a result. */
const demandsOf = (it: Case): Demands => ({
  ...given({ needs: it.needs }),
  ...('policy' in it ? { policy: it.policy.name, choices: Object.keys(it.policy.results) }
  : 'error' in it ? { policy: it.error }
  : {}),
})

const tiersOf = ({ budget }: Case): Tier[] =>
  budget === undefined ? ['textbook'] : (Object.keys(budget) as Tier[])

/**
 * Whether the formats that are read hold the case exactly, its logits lie in the domain, and the
 * tier speaks of it.
 */
const isAsked = (
  operation: OperationName,
  it: Case | undefined,
  tier: Tier,
  asked: Asked,
): boolean => it !== undefined && isAskedOf(operation, argumentsOf(it), it.budget && tier, asked)

const isAskedOf = (
  operation: OperationName,
  args: readonly unknown[],
  tier: Tier | undefined,
  asked: Asked,
): boolean =>
  isWithinReach(operation, args, asked)
  && mayAsk(operation, args, asked)
  && (tier === undefined || isGranted(operation, args, tier, asked))

function* claimsAt(
  operation: OperationName,
  it: Case,
  tier: Tier,
  setting: Setting,
): Inquiry<readonly Claim[]> {
  const { policies } = setting
  const about = `${operation}(${shortened(it.arguments.map(literal).join(', '), 100)})`
  const args = argumentsOf(it)
  if ('error' in it) {
    const answer = yield* askRaw(operation, ...args)
    const isDeclared = endsAs(policies[it.error], operation, args, answer)
    return [identical(`1 where ${about} ends as declared`, isDeclared ? 1 : 0, 1)]
  }
  const answer = yield* ask(operation, ...(args as Arguments<OperationName>))
  return claimsOf(
    about,
    numbersIn(answer),
    recordedFor(it, policies),
    it.budget === undefined ?
      numbersIn(answer).map(() => 0)
    : budgetsAt(operation, args, setting[tier]),
  )
}

/** What is recorded, or what is recorded for the choice that holds. */
const recordedFor = (
  it: Exclude<Case, { readonly error: string }>,
  policies: Setting['policies'],
): Recorded => {
  if ('result' in it) return it.result
  const choice = policies[it.policy.name]
  const recorded = choice === undefined ? undefined : it.policy.results[choice]
  if (recorded === undefined)
    throw new Error(`${it.id} records no result for ${it.policy.name}: ${choice}`)
  return recorded
}
