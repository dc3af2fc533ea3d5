import { toDigits } from '../arithmetic/decimal-string.ts'
import { magnitude, minus } from '../arithmetic/exact.ts'
import { powerOf } from './difference.ts'
import { literal } from '../contract/literal.ts'
import type { GradientReport } from './gradient-check.ts'
import type { SlopeVerdict } from './slope-checker.ts'

/**
 * A gradient check in words: beside every verdict the slope, the difference with its own error, and
 * how it was taken.
 */
export const explainGradient = ({ status, slopes, inDoubles }: GradientReport): string => {
  const held = slopes.filter((slope) => slope.status === 'passed').length
  const title =
    status === 'passed' ? 'the gradient is right'
    : status === 'falsified' ? 'the gradient is wrong'
    : status === 'errored' ? 'the gradient could not be judged'
    : status === 'lost accuracy' ? 'the gradient has lost accuracy'
    : 'the gradient is right, and lies between the slopes from either side at a kink'
  return [
    `${title}: ${held} of ${slopes.length} slopes agree with differences`,
    ...(inDoubles ? ['  f is computed in doubles, which is as far as its differences tell'] : []),
    ...slopes.map(explained),
  ].join('\n')
}

const explained = (verdict: SlopeVerdict): string => {
  const { direction, digits } = verdict
  const rows =
    verdict.status === 'errored' ?
      [
        ['reason', verdict.reason],
        ['precision', `${digits} digits`],
      ]
    : evidence(verdict)
  return [
    `  along ${literal(direction)}: ${titles[verdict.status]}`,
    ...rows.map(([name = '', text = '']) => `    ${name.padEnd(10)} ${text}`),
  ].join('\n')
}

const evidence = (judged: Judged): string[][] => {
  const { claim, difference, error, agreeing, step, digits, sides, fallsWith } = judged
  const how = `step ${step}, ${digits} digits`
  const { value } = claim
  const slope = ['slope', typeof value === 'number' ? String(value) : toDigits(value, 30)]
  if (sides) {
    return [
      slope,
      ['from left', toDigits(sides.left, 30)],
      ['from right', toDigits(sides.right, 30)],
      ['precision', how],
    ]
  }
  return [
    slope,
    ['difference', `${toDigits(difference, 30)} ± ${toDigits(error, 2)}`],
    ...offBy(judged),
    ['agreement', agreeing > 0 ? `${agreeing} digits` : 'zero, so far as can be seen'],
    ...(fallsWith === undefined ? [] : [['remainder', `falls with h^${fallsWith.toFixed(2)}`]]),
    ['precision', `${wayOf(judged)}, ${how}`],
  ]
}

/** How far a slope lies from the difference, where that is more than it may. */
const offBy = ({ status, claim: { value, within }, difference }: Judged): string[][] => {
  if (status === 'passed' || typeof value === 'number' || 'only' in within) return []
  const [off, allowed] = [magnitude(minus(value, difference)), within.budget]
  return [['off by', `${toDigits(off, 2)}, where ${toDigits(allowed, 2)} is allowed`]]
}

const wayOf = ({ method, order, fallsWith }: Judged): string =>
  method === 'complex-step' ? 'complex step'
  : fallsWith !== undefined ? 'Taylor, order 2'
  : `${order === 'richardson' ? 'Richardson, order 6' : `order ${order}`} against ${powerOf(order) + 2}`

type Judged = Exclude<SlopeVerdict, { readonly status: 'errored' }>

const titles = {
  passed: 'passed',
  falsified: 'falsified',
  'lost accuracy': 'lost accuracy: off by no more than plain code loses, such as p - 1',
  kink: 'not differentiable there, and the slope lies between those from either side',
  errored: 'could not be judged',
} as const satisfies Record<SlopeVerdict['status'], string>
