import type { Axis } from '../../src/report/draw/scale.ts'

/** From impossible to certain. */
export const probability: Axis = {
  label: 'probability',
  kind: 'linear',
  from: 0,
  to: 1,
  ticks: [0, 0.25, 0.5, 0.75, 1],
}
