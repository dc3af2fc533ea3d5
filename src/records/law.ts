import { given } from '../contract/given.ts'
import * as fc from 'fast-check'
import { mayAsk } from '../contract/asked.ts'
import { type Arguments, type OperationName } from '../contract/operations.ts'
import type { OptionName } from '../contract/options.ts'
import type { PolicyName } from '../contract/policies.ts'
import { kebab, shortened } from '../contract/plain.ts'
import { literal, numbersIn } from '../contract/literal.ts'
import { identical, type Claim } from '../laws/claim.ts'
import {
  ask,
  askRaw,
  law,
  type AnyLaw,
  type Asked,
  type Inquiry,
  type Setting,
  type Tier,
} from '../laws/law.ts'
import { budgetsAt, claimsOf, isGranted, isWithinReach } from './claims.ts'
import { argumentsOf } from './in-full.ts'
import { endsAs } from './ending.ts'
import type { Case, Fixture, Recorded } from './fixture.ts'

/**
 * Cases that one law may judge: of one tier, asking for the same options, under the same policy.
 */
type Group = {
  readonly tier: Tier
  readonly needs: readonly OptionName[]
  readonly policy?: PolicyName
  readonly cases: Case[]
}

/**
 * The recorded cases of an operation as laws, whose inputs are the ids of the cases:
 * `fixture/softmax`, and beside it one law for each tier, set of batch options and policy that only
 * some cases are about.
 */
export const lawsFrom = ({ operation, definition, certified, cases }: Fixture): AnyLaw[] => {
  const groups = new Map<string, Group>()
  for (const it of cases) {
    for (const tier of tiersOf(it)) {
      const { needs = [] } = it
      const policy = policyOf(it)
      const id = `fixture/${[operation, ...needs, ...(policy === undefined ? [] : [policy])].map(kebab).join('-')}${tier === 'accurate' ? '-accurate' : ''}`
      const group = groups.get(id) ?? {
        tier,
        needs,
        ...given({ policy }),
        cases: [],
      }
      group.cases.push(it)
      groups.set(id, group)
    }
  }
  return [...groups].map(([id, { tier, needs, policy, cases }]) => {
    const named = new Map(cases.map((it) => [it.id, it]))
    return law<string>({
      id,
      tier,
      equation: definition,
      proof: `each result was computed twice, by ${certified.join(' and by ')}.`,
      uses: [operation],
      ...(needs.length > 0 ? { needs } : {}),
      ...given({ policy, choices: choicesOf(cases) }),
      recorded: true,
      inputs: () => fc.constantFrom(...named.keys()),
      examples: [...named.keys()],
      domain: (name, asked) => isAsked(operation, named.get(name), tier, asked),
      claims: (name, setting) => claimsAt(operation, named.get(name) as Case, tier, setting),
    })
  })
}

/** The choices for which every case has a result: any other leaves the answer open. */
const choicesOf = (cases: readonly Case[]): readonly string[] | undefined => {
  const recorded = cases.flatMap((it) => ('policy' in it ? [Object.keys(it.policy.results)] : []))
  const [first] = recorded
  return first?.filter((choice) => recorded.every((choices) => choices.includes(choice)))
}

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

const policyOf = (it: Case): PolicyName | undefined =>
  'policy' in it ? it.policy.name
  : 'error' in it ? it.error
  : undefined
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
