import { bellsFigure, posteriorFigure } from './bells.ts'
import { bordersFigure } from './borders.ts'
import { entropyFigure } from './entropy.ts'
import type { Figure } from './figure.ts'
import { gapFigure } from './gap.ts'
import { headsFigure } from './heads.ts'
import { lossFigure } from './loss.ts'
import { meansFigure } from './means.ts'
import { pairFigure } from './pair.ts'
import { pullsFigure } from './pulls.ts'
import { placeFigure, scoresFigure, sharesFigure } from './scores.ts'
import { simplexFigure } from './simplex.ts'
import { trainingFigure } from './training.ts'

/** The figures of the page, in order. */
export const figures: readonly Figure[] = [
  placeFigure,
  scoresFigure,
  sharesFigure,
  entropyFigure,
  pairFigure,
  bellsFigure,
  posteriorFigure,
  bordersFigure,
  simplexFigure,
  gapFigure,
  headsFigure,
  lossFigure,
  pullsFigure,
  trainingFigure,
  meansFigure,
]
