import { at } from '../../arithmetic/sequence.ts'
import { binary64 } from '../../arithmetic/binary64.ts'
import type { HeadName } from '../../core/heads.ts'
import { linear } from './network.ts'
import { meanLoss, train, type Example } from './train.ts'

/** A labelled point of the plane. */
export type Point = readonly [label: number, x: number, y: number]

/** The running example of lessons and page: four circles, four squares, four diamonds. */
export const twelve: readonly Point[] = [
  [0, -2.6, 1.4],
  [0, -1.6, 2.6],
  [0, -1, 0.8],
  [0, 0.9, 1.6],
  [1, 2.6, 1.4],
  [1, 1.4, 2.9],
  [1, 1.8, 0.2],
  [1, -0.2, 0.4],
  [2, -1.6, -2.2],
  [2, 0.2, -1.7],
  [2, 1.6, -2.6],
  [2, -1.4, -0.4],
]
/** The point without a label, whose class is asked for. */
export const questionMark = [0.3, 0] as const

/** Nine parameters: the bias and the two slopes of each of three linear scores. */
export type Lines = readonly number[]
export const noLines: Lines = Array<number>(9).fill(0)

export const examplesOf = (points: readonly Point[]): Example<number>[] =>
  points.map(([label, ...x]) => ({ x, label, weight: 1 }))

/** The parameters after so many steps of size 1 down the mean loss of the points. */
export const descend = (
  points: readonly Point[],
  head: HeadName,
  steps: number,
  from: Lines = noLines,
): Lines => train(binary64, linear(binary64, head), examplesOf(points), from, { rate: 1, steps })

/** The parameters after each of these numbers of steps, which ascend. */
export const pathOf = (
  points: readonly Point[],
  head: HeadName,
  counts: readonly number[],
): readonly Lines[] => {
  let lines = noLines
  return counts.map((count, i) => {
    lines = descend(points, head, count - (counts[i - 1] ?? 0), lines)
    return lines
  })
}

export const lossOf = (points: readonly Point[], head: HeadName, lines: Lines): number =>
  meanLoss(binary64, linear(binary64, head), examplesOf(points), lines)

/** Three linear scores at a place. */
export const scoresAt = (lines: Lines, [x, y]: readonly [number, number]): number[] =>
  [0, 3, 6].map((i) => at(lines, i) + at(lines, i + 1) * x + at(lines, i + 2) * y)
