import gaussians from './gaussians.ts'
import gradient from './gradient.ts'
import loss from './loss.ts'
import machine from './machine.ts'
import oneVersusRest from './one-versus-rest.ts'
import scores from './scores.ts'
import sigmoidThenSoftmax from './sigmoid-then-softmax.ts'
import twoClasses from './two-classes.ts'
import type { Lesson } from './lesson.ts'

/** The eight lessons, which resolve the founding question one by one. */
export const lessons: readonly Lesson[] = [
  scores,
  twoClasses,
  oneVersusRest,
  sigmoidThenSoftmax,
  loss,
  gradient,
  gaussians,
  machine,
]
