import exponential from './exponential.ts'
import gaussians from './gaussians.ts'
import gradient from './gradient.ts'
import logisticRegression from './logistic-regression.ts'
import loss from './loss.ts'
import machine from './machine.ts'
import oneVersusRest from './one-versus-rest.ts'
import scores from './scores.ts'
import sigmoidThenSoftmax from './sigmoid-then-softmax.ts'
import training from './training.ts'
import twoClasses from './two-classes.ts'
import type { Lesson } from './lesson.ts'

/** The lessons, in the order in which the founding question is asked. */
export const lessons: readonly Lesson[] = [
  scores,
  exponential,
  twoClasses,
  gaussians,
  sigmoidThenSoftmax,
  oneVersusRest,
  loss,
  gradient,
  training,
  logisticRegression,
  machine,
]
