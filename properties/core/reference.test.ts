import { describe, expect, it } from 'vitest'
import { references } from '../../src/core/reference.ts'

describe.each(references)('$name, of logits whose sum is zero or infinite', ({ operations }) => {
  const { logSumExp, zLoss, zLossGradient } = operations
  it.each([
    { z: [-Infinity, -Infinity], mass: -Infinity, loss: Infinity, slopes: [NaN, NaN] },
    { z: [Infinity, 0], mass: Infinity, loss: Infinity, slopes: [Infinity, 0] },
    { z: [Infinity, Infinity], mass: Infinity, loss: Infinity, slopes: [Infinity, Infinity] },
    { z: [Infinity, NaN], mass: NaN, loss: NaN, slopes: [NaN, NaN] },
  ])('$z, takes the limit, or NaN where there is none', ({ z, mass, loss, slopes }) => {
    expect([logSumExp?.(z), zLoss?.(z), zLossGradient?.(z)]).toEqual([mass, loss, slopes])
  })
})
