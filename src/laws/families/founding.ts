import * as fc from 'fast-check'
import { exact, minus, times } from '../../arithmetic/exact.ts'
import { at, greatest, total } from '../../arithmetic/sequence.ts'
import { budgetFor } from '../budgets/index.ts'
import { spread, type Spread } from '../budgets/spread.ts'
import { atLeast, atMost, inner, near, nearEach, exactTotal, type Claim } from '../claim.ts'
import { fedBack, feedingBack, labelled, logits, scalar } from '../inputs.ts'
import { ask, askEach, law, type Inputs, type Setting } from '../law.ts'
import { enclosures, lift, liftAll, oracle } from '../oracle.ts'

/**
 * The founding question: a network ends in sigmoid units, then softmax, then cross-entropy. What is
 * it doing? These laws speak of that head, composed from the implementation's own operations, and
 * of what stands beside it.
 */

type Labelled = { logits: number[]; label: number }
const examples: Labelled[] = [
  { logits: [0], label: 0 },
  { logits: [0, 0], label: 1 },
  { logits: [-10, 10, 0], label: 0 },
  { logits: [1000, -1000, -1000], label: 0 },
  { logits: [3, -3], label: 1 },
  { logits: [40, 40, 40], label: 2 },
]
const isLabelled = ({ logits: z, label }: Labelled): boolean => z[label] !== undefined

/** The implementation's own sigmoid of each logit, as logits. */
function* squashed(z: readonly number[], setting: Setting) {
  const sigmoids = yield* askEach(
    'sigmoid',
    z.map((x) => [x] as const),
  )
  return sigmoids.map((x) => fedBack(x, setting))
}

/** The spread of the true squashed logits: budgets come from inputs, never from answers. */
const squashedSpread = (z: readonly number[]): Spread =>
  spread(z.map((x) => 1 / (1 + Math.exp(-x))))

/** By how much two squashed logits may move against each other: each by its budget and its rounding. */
const squashing = (z: readonly number[], setting: Setting): number =>
  2 * (greatest(z.map((x) => budgetFor.sigmoid(x, setting.textbook))) + feedingBack(1, setting))

/** A softmax of squashed logits: what the head may lose beside the budget of softmax. */
const headEntries = (z: readonly number[], setting: Setting): number[] => {
  const s = squashedSpread(z)
  const moved = Math.expm1(squashing(z, setting))
  return budgetFor
    .softmax(s, setting.textbook)
    .map((budget, i) => budget + moved * (at(s.p, i) + budget))
}

export const sigmoidCapsSoftmax = law<Labelled>({
  id: 'founding/sigmoid-caps-softmax',
  equation: 'softmax(σ(z))ᵢ ≤ e / (e + N − 1)',
  proof:
    'squashed scores differ by at most 1: no class can outweigh '
    + 'another by more than e, whatever the network learns.',
  uses: ['softmax', 'sigmoid'],
  inputs: labelled(logits()),
  examples: [...examples, { logits: [40, -40, -40, -40], label: 0 }],
  domain: isLabelled,
  *claims({ logits: z }, setting) {
    const p = yield* ask('softmax', yield* squashed(z, setting))
    const e = enclosures.exp(lift(1))
    const cap = enclosures.div(e, enclosures.add(e, lift(z.length - 1)))
    const budgets = headEntries(z, setting)
    return p.map((x, i) => atMost(`softmax(σ(z))[${i}]`, x, cap, at(budgets, i)))
  },
})

export const sigmoidFloorsLoss = law<Labelled>({
  id: 'founding/sigmoid-floors-loss',
  equation: 'CE(σ(z), y) ≥ log(1 + (N − 1)/e)',
  proof:
    'the loss is −log p and p is capped: 1.4612 for ten classes, however right the network is.',
  uses: ['crossEntropy', 'sigmoid'],
  inputs: labelled(logits()),
  examples,
  domain: isLabelled,
  *claims({ logits: z, label }, setting) {
    const s = yield* squashed(z, setting)
    const floor = enclosures.log1p(enclosures.div(lift(z.length - 1), enclosures.exp(lift(1))))
    return [
      atLeast(
        'crossEntropy(σ(z), y)',
        yield* ask('crossEntropy', s, label),
        floor,
        budgetFor.crossEntropy(squashedSpread(z), label, setting.textbook) + squashing(z, setting),
      ),
    ]
  },
})

export const sigmoidShrinksGradient = law<Labelled>({
  id: 'founding/sigmoid-shrinks-gradient',
  equation: '∂CE(σ(z), y)/∂zᵢ = σ(zᵢ) σ(−zᵢ) (softmax(σ(z))ᵢ − yᵢ), at most 1/4 in size',
  proof:
    'the chain rule: σ′ = σ(z) σ(−z) ≤ 1/4, and 5e−5 at '
    + '|z| = 10, where a confident mistake needs it most.',
  uses: ['crossEntropyGradient', 'sigmoid'],
  inputs: labelled(logits()),
  examples,
  domain: isLabelled,
  *claims({ logits: z, label }, setting) {
    const k = setting.textbook
    const s = yield* squashed(z, setting)
    const g = yield* ask('crossEntropyGradient', s, label)
    const mirrored = yield* squashed(
      z.map((x) => -x),
      setting,
    )
    const truth = oracle.crossEntropyGradient(liftAll(z).map(oracle.sigmoid), label)
    const budgets = budgetFor.crossEntropyGradient(squashedSpread(z), label, k)
    return z.map((x, i) => {
      const slope = enclosures.mul(oracle.sigmoid(lift(x)), oracle.sigmoid(lift(-x)))
      const parts = [at(g, i), at(s, i), at(mirrored, i)]
      const product = parts.every(Number.isFinite) ? parts.map(exact).reduce(times) : NaN
      const ofGradient = at(budgets, i) + Math.expm1(squashing(z, setting))
      const most = Math.abs(enclosures.toNumber(at(truth, i))) + ofGradient
      const e = budgetFor.sigmoid(x, k) + budgetFor.sigmoid(-x, k) + 2 * feedingBack(1, setting)
      const budget = enclosures.toNumber(slope) * ofGradient + e * (1 + e) * most
      return near(
        `σ′(z[${i}]) times the gradient at σ(z)`,
        product,
        enclosures.mul(slope, at(truth, i)),
        budget,
      )
    })
  },
})

export const sigmoidBoundsOdds = law<Labelled>({
  id: 'founding/sigmoid-bounds-odds',
  equation: 'softmax(σ(z))ᵢ ≤ e · softmax(σ(z))ⱼ',
  proof: 'log(pᵢ/pⱼ) = σ(zᵢ) − σ(zⱼ) ≤ 1, where linear scores give zᵢ − zⱼ.',
  uses: ['softmax', 'sigmoid'],
  inputs: labelled(logits({ least: 2 })),
  examples: examples.slice(1),
  domain: isLabelled,
  *claims({ logits: z }, setting) {
    const p = yield* ask('softmax', yield* squashed(z, setting))
    const least = p.reduce((best, x, i) => (x < at(p, best) ? i : best), 0)
    const bound =
      Number.isFinite(at(p, least)) ?
        enclosures.mul(enclosures.exp(lift(1)), lift(at(p, least)))
      : NaN
    const budgets = headEntries(z, setting)
    return p.map((x, i) =>
      atMost(`softmax(σ(z))[${i}]`, x, bound, at(budgets, i) + 3 * at(budgets, least)),
    )
  },
})

export const sigmoidForgetsShift = law<number[]>({
  id: 'founding/sigmoid-forgets-shift',
  equation: '|zᵢ| ≤ 3 ⇒ softmax(σ(z + 40))ᵢ = 1/N + O(e^(−37))',
  proof:
    'every unit saturates at 1: the head is not invariant '
    + 'under shifts but forgets what it had learnt.',
  uses: ['softmax', 'sigmoid'],
  inputs: () => fc.array(fc.constantFrom(0, 1, -1, 2, -2, 3, -3), { minLength: 1, maxLength: 5 }),
  examples: [[0], [0, 0], [1, -1], [3, -3, 0]],
  domain: (z) => z.every((x) => Math.abs(x) <= 3 && Number.isInteger(x)),
  *claims(z, setting) {
    const far = z.map((x) => x + 40)
    const p = yield* ask('softmax', yield* squashed(far, setting))
    const uniform = enclosures.div(lift(1), lift(z.length))
    const budgets = headEntries(far, setting)
    return p.map((x, i) =>
      near(`softmax(σ(z + 40))[${i}]`, x, uniform, at(budgets, i) + Math.exp(-36)),
    )
  },
})

export const sigmoidBreaksConvexity = law<number>({
  id: 'founding/sigmoid-breaks-convexity',
  equation: 'a ≤ −8 ⇒ f(a/2) > (f(a) + f(0))/2 + 1/10 for f(a) = CE(σ([a, 0]), 0)',
  proof:
    'f is flat at 0.974 on the left and falls to log 2 at 0: a descent '
    + 'may stop on the flat part, which the convex loss lacks.',
  uses: ['crossEntropy', 'sigmoid'],
  inputs: () => fc.constantFrom(-8, -10, -12, -16, -20, -40, -100),
  examples: [-8, -10],
  domain: (a) => a <= -8,
  *claims(a, setting) {
    const k = setting.textbook
    const losses: number[] = []
    for (const x of [a, a / 2, 0])
      losses.push(yield* ask('crossEntropy', yield* squashed([x, 0], setting), 0))
    const [far = NaN, middle = NaN, near0 = NaN] = losses
    const budget = 4 * (budgetFor.crossEntropy(spread([0, 1]), 0, k) + squashing([a, 0], setting))
    return [atLeast('2 f(a/2) − f(a) − f(0)', exactTotal([2 * middle, -far, -near0]), 0.2, budget)]
  },
})

export const oneVersusRest = law<number[]>({
  id: 'founding/one-versus-rest',
  equation: 'Σᵢ σ(zᵢ) = Σᵢ 1/(1 + e^(−zᵢ)): N/2 at z = 0, not 1',
  proof: 'N sigmoids answer N questions, each on its own; nothing ties their sum.',
  uses: ['sigmoid'],
  inputs: logits(),
  examples: [[0, 0, 0], [2, 1, -1], [-3, -3, -3], [5, 4, -6], [710]],
  *claims(z, { textbook: k }) {
    const s = yield* askEach(
      'sigmoid',
      z.map((x) => [x] as const),
    )
    const truth = liftAll(z).map(oracle.sigmoid).reduce(enclosures.add)
    const budget = total(z.map((x) => budgetFor.sigmoid(x, k)))
    return [near('the sum of the sigmoids', exactTotal(s), truth, budget)]
  },
})

export const generalisesSigmoid = law<Labelled>({
  id: 'founding/softmax-generalises-sigmoid',
  equation: 'softmax(z)ᵢ = σ(zᵢ − LSE of the other logits)',
  proof: 'e^z / (e^z + Σ of the others) = 1 / (1 + e^(LSE − z)), for every N.',
  uses: ['softmax', 'sigmoid'],
  inputs: labelled(logits({ least: 2 })),
  examples: [
    { logits: [0, 0], label: 0 },
    { logits: [2, 1, -1], label: 1 },
    { logits: [1000, 0], label: 0 },
    { logits: [0, 40], label: 0 },
  ],
  domain: isLabelled,
  *claims({ logits: z, label: i }, setting) {
    const k = setting.textbook
    const p = yield* ask('softmax', z)
    const others = z.toSpliced(i, 1)
    const above = (x: number) => {
      const exactly = minus(exact(x), exact(greatest(others)))
      return { lo: exactly, hi: exactly }
    }
    const ahead = enclosures.sub(above(at(z, i)), oracle.logSumExp(others.map(above)))
    const most = Number.MAX_VALUE
    const x = fedBack(Math.max(-most, Math.min(most, enclosures.toNumber(ahead))), setting)
    const sigma = yield* ask('sigmoid', x)
    // x is rounded, which moves the sigmoid by that much of itself.
    const moved = Math.expm1(Math.min(700, feedingBack(Math.abs(x), setting))) * sigma
    return [
      near(
        `softmax(z)[${i}]`,
        at(p, i),
        sigma,
        at(budgetFor.softmax(spread(z), k), i) + budgetFor.sigmoid(x, k) + Math.abs(moved),
      ),
    ]
  },
})

type Gaussians = { readonly means: number[]; readonly x: number }
const halves = fc.integer({ min: -6, max: 6 }).map((i) => i / 2)
const gaussians: Inputs<Gaussians> = () =>
  fc.record({ means: fc.array(halves, { minLength: 2, maxLength: 4 }), x: halves })
const isGaussians = ({ means, x }: Gaussians): boolean =>
  means.length >= 2 && [...means, x].every((m) => Number.isInteger(2 * m) && Math.abs(m) <= 3)

export const gaussianClasses = law<Gaussians>({
  id: 'founding/gaussian-classes',
  equation: 'N(x; μₖ, 1) / Σⱼ N(x; μⱼ, 1) = softmax(μₖ x − μₖ²/2)',
  proof:
    'x² is common to all classes and cancels: Gaussians of one variance '
    + 'are one way to linear scores, but softmax does not assume them.',
  uses: ['softmax'],
  inputs: gaussians,
  examples: [
    { means: [-1, 0, 2], x: 0.5 },
    { means: [1, -1], x: 0 },
    { means: [3, -3], x: 3 },
  ],
  domain: isGaussians,
  *claims({ means, x }, { textbook: k }) {
    const scores = means.map((m) => m * x - (m * m) / 2)
    const p = yield* ask('softmax', scores)
    const densities = means.map((m) => enclosures.exp(lift(-((x - m) ** 2) / 2)))
    const whole = densities.reduce(enclosures.add)
    const posterior = densities.map((d) => enclosures.div(d, whole))
    return nearEach('the posterior', p, posterior, budgetFor.softmax(spread(scores), k))
  },
})

export const unequalGaussians = law<Gaussians>({
  id: 'founding/unequal-gaussians',
  equation: 'variances 1 and 1/2 ⇒ the log-odds of x − 1, x, x + 1 have second difference 1, not 0',
  proof:
    'x² no longer cancels: −(x − μ)²/2 + (x − ν)² is a parabola, which no linear score can be.',
  uses: ['logSoftmax'],
  inputs: gaussians,
  examples: [
    { means: [-1, 1], x: 0 },
    { means: [0, 0], x: 0.5 },
  ],
  domain: isGaussians,
  *claims({ means: [m = 0, n = 0], x }, { textbook: k }) {
    const odds: number[][] = []
    let budget = 0
    for (const at of [x - 1, x, x + 1]) {
      const scores = [-((at - m) ** 2) / 2, -((at - n) ** 2)]
      const [a = NaN, b = NaN] = yield* ask('logSoftmax', scores)
      odds.push([a, -b])
      budget += 2 * total(budgetFor.logSoftmax(spread(scores), k))
    }
    const [before = [], here = [], after = []] = odds
    return [
      near(
        'the second difference of the log-odds',
        exactTotal([...before, ...here.flatMap((v) => [-v, -v]), ...after]),
        1,
        budget,
      ),
    ]
  },
})

export const oneStep = law<{ classes: number; label: number }>({
  id: 'founding/one-step-reaches-the-floor',
  equation: 'z = 0 − ∇CE(0, y) ⇒ CE(z, y) = log(1 + (N − 1)/e)',
  proof:
    'the step opens a gap of 1: linear scores reach at once what '
    + 'the sigmoid head only nears at the end of its training.',
  uses: ['crossEntropy', 'crossEntropyGradient'],
  inputs: () =>
    fc
      .record({ classes: fc.integer({ min: 1, max: 12 }), label: fc.nat({ max: 11 }) })
      .map(({ classes, label }) => ({ classes, label: label % classes })),
  examples: [
    { classes: 2, label: 0 },
    { classes: 10, label: 3 },
  ],
  domain: ({ classes, label }) =>
    Number.isInteger(classes)
    && Number.isInteger(label)
    && classes > 0
    && label >= 0
    && label < classes,
  *claims({ classes, label }, setting) {
    const k = setting.textbook
    const g = yield* ask('crossEntropyGradient', Array<number>(classes).fill(0), label)
    const loss = yield* ask(
      'crossEntropy',
      g.map((x) => fedBack(0 - x, setting)),
      label,
    )
    const truth = enclosures.log1p(enclosures.div(lift(classes - 1), enclosures.exp(lift(1))))
    const flat = spread(Array<number>(classes).fill(0))
    const ahead = spread(Array.from({ length: classes }, (_, i) => (i === label ? 1 : 0)))
    const ofStep = greatest(budgetFor.crossEntropyGradient(flat, label, k))
    const budget = budgetFor.crossEntropy(ahead, label, k) + 2 * (ofStep + feedingBack(1, setting))
    return [near('the loss after one step', loss, truth, budget)]
  },
})

export const ignoresDensity = law<number[]>({
  id: 'founding/ignores-density-of-inputs',
  equation: 'Σ_y softmax(z)_y ∇CE(z, y) = 0',
  proof:
    'p − Σ p_y e_y = 0 at each x by itself: where p(y|x) is right '
    + 'no p(x) pulls it away, so that no class density is fitted.',
  uses: ['softmax', 'crossEntropyGradient'],
  inputs: logits({ most: 6 }),
  examples: [[0, 0], [1, 0], [-1, 0], [2, 0, -1], [0, 0, -17], [1000, 0], [-1000], [60, 49]],
  *claims(z, { textbook: k }) {
    const p = yield* ask('softmax', z)
    const gradients: number[][] = []
    for (const label of z.keys()) gradients.push(yield* ask('crossEntropyGradient', z, label))
    const s = spread(z)
    const ofSoftmax = budgetFor.softmax(s, k)
    const ofGradients = z.map((_, y) => budgetFor.crossEntropyGradient(s, y, k))
    return z.map((_, i): Claim => {
      const column = gradients.map((g) => at(g, i))
      const budget = ofGradients.reduce(
        (all, budgets, y) =>
          all + (at(s.p, y) + at(ofSoftmax, y)) * at(budgets, i) + at(ofSoftmax, y),
        0,
      )
      return near(`the expected gradient at ${i}`, inner(p, column), 0, budget)
    })
  },
})

type Fit = { readonly logits: number[]; readonly labels: number[] }
export const biasGradient = law<Fit>({
  id: 'founding/bias-gradient',
  equation: 'Σₙ ∂L/∂zₙ = mean softmax(zₙ) − class frequencies',
  proof:
    'a bias adds to every row: at the optimum the mean probability '
    + 'of each class is its frequency in the data.',
  uses: ['batchCrossEntropyGradient', 'softmax'],
  inputs: (asked, style) =>
    fc
      .tuple(
        fc.array(scalar(asked, style), { minLength: 2, maxLength: 4 }),
        fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 4 }),
      )
      .map(([z, labels]) => ({ logits: z, labels: labels.map((y) => y % z.length) })),
  examples: [
    { logits: [0, 0], labels: [0, 1] },
    { logits: [2, 1, 0], labels: [0, 0, 1] },
    { logits: [-750, -750], labels: [0] },
  ],
  domain: ({ logits: z, labels }) => labels.length > 0 && labels.every((y) => z[y] !== undefined),
  *claims({ logits: z, labels }, { textbook: k }) {
    const N = labels.length
    const rows = labels.map(() => z)
    const gradient = yield* ask('batchCrossEntropyGradient', rows, labels, { reduction: 'mean' })
    const p = yield* ask('softmax', z)
    const ofSoftmax = budgetFor.softmax(spread(z), k)
    const ofGradients = budgetFor.batchCrossEntropyGradient(rows, labels, { reduction: 'mean' }, k)
    return z.map((_, i) => {
      const frequency = labels.filter((y) => y === i).length
      const truth =
        Number.isFinite(at(p, i)) ?
          enclosures.sub(lift(at(p, i)), enclosures.div(lift(frequency), lift(N)))
        : NaN
      return near(
        `the gradient of the bias ${i}`,
        exactTotal(gradient.map((g) => at(g, i))),
        truth,
        at(ofSoftmax, i) + total(ofGradients.map((budgets) => at(budgets, i))),
      )
    })
  },
})

export const foundingLaws = [
  sigmoidCapsSoftmax,
  sigmoidFloorsLoss,
  sigmoidShrinksGradient,
  sigmoidBoundsOdds,
  sigmoidForgetsShift,
  sigmoidBreaksConvexity,
  oneVersusRest,
  generalisesSigmoid,
  gaussianClasses,
  unequalGaussians,
  oneStep,
  ignoresDensity,
  biasGradient,
]
