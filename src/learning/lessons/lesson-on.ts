import { familyOf } from '../../laws/law.ts'
import type { Region } from '../../laws/region.ts'
import { lawsIn } from './hold.ts'
import { lessons } from './index.ts'
import type { Lesson } from './lesson.ts'

/** What a lesson may explain: a law that fails, where its inputs lie, and what it is like. */
type Fault = { readonly law: string; readonly region: Region; readonly mistake?: string }

/**
 * The lesson that explains a fault: the one on that mistake; where logits are extreme, the one on
 * machines; the one that shows how the law is broken; the one on its family; or one that speaks of
 * the law. None, where none does.
 */
export const lessonOn = ({ law, region, mistake }: Fault): Lesson | undefined => {
  const id =
    (mistake && byMistake[mistake])
    ?? (extreme.has(region) ? 'machine' : undefined)
    ?? lessons.find(({ breaks, change }) => breaks.law === law || change.law === law)?.id
    ?? byFamily[familyOf(law)]
  return lessons.find((it) => (id === undefined ? lawsIn(it).includes(law) : it.id === id))
}

const extreme: ReadonlySet<Region> = new Set(['tail', 'large offset', 'infinite'])

/** The lessons on mistakes that are told from others at everyday logits. */
export const byMistake: Readonly<Record<string, string>> = {
  'softmax-without-exponential': 'scores',
  'softmax-base-two': 'scores',
  'softmax-hard-maximum': 'scores',
  'softmax-temperature-two': 'scores',
  'sigmoid-for-softmax': 'one-versus-rest',
  'cross-entropy-of-sigmoids': 'two-classes',
  'sigmoid-of-one-class': 'two-classes',
  'sigmoid-before-softmax': 'sigmoid-then-softmax',
  'cross-entropy-double-softmax': 'sigmoid-then-softmax',
  'cross-entropy-of-probability': 'sigmoid-then-softmax',
  'cross-entropy-in-bits': 'loss',
  'cross-entropy-mean-over-classes': 'loss',
  'cross-entropy-sign-lost': 'loss',
  'soft-cross-entropy-is-divergence': 'loss',
  'cross-entropy-clamps-logits': 'machine',
  'cross-entropy-clips-probability': 'machine',
  'cross-entropy-epsilon-in-log': 'machine',
  'cross-entropy-epsilon-shared': 'machine',
  'cross-entropy-log-of-softmax': 'machine',
  'bce-clips-probability': 'machine',
  'bce-epsilon-in-log': 'machine',
  'log-softmax-epsilon-in-log': 'machine',
  'softmax-epsilon-in-denominator': 'machine',
  'gradient-halved': 'gradient',
  'gradient-of-no-label': 'gradient',
  'gradient-only-at-label': 'gradient',
  'gradient-sign-flipped': 'gradient',
  'label-forgotten-in-the-gradient': 'gradient',
}

/** The lessons on families of laws that no lesson speaks of one by one. */
export const byFamily: Readonly<Record<string, string>> = {
  softmax: 'scores',
  'log-softmax': 'machine',
  'log-sum-exp': 'machine',
  'merge-log-sum-exp': 'machine',
  sigmoid: 'two-classes',
  softplus: 'machine',
  'log-sigmoid': 'machine',
  'cross-entropy': 'loss',
  'nll-loss': 'loss',
  'soft-cross-entropy': 'loss',
  'kl-divergence': 'loss',
  entropy: 'loss',
  gradient: 'gradient',
  hessian: 'gradient',
  vjp: 'gradient',
  binary: 'two-classes',
  'two-classes': 'two-classes',
  batch: 'loss',
  'batch-options': 'loss',
  'soft-batch': 'loss',
  'binary-batch': 'two-classes',
  multilabel: 'one-versus-rest',
  'batch-vjp': 'gradient',
  'special-values': 'machine',
}
