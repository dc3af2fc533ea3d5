import type { Figure } from './figure.ts'
import { gapFigure } from './gap.ts'
import { headsFigure } from './heads.ts'
import { raceFigure } from './race.ts'
import { simplexFigure } from './simplex.ts'
import { stepFigure } from './step.ts'

/** The figures of the laboratory. */
export const figures: readonly Figure[] = [
  headsFigure,
  simplexFigure,
  gapFigure,
  raceFigure,
  stepFigure,
]
