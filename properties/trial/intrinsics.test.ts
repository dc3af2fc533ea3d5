import { describe, expect, it } from 'vitest'
import { guarded } from '../../src/trial/intrinsics.ts'

const { exp } = Math
const { toReversed } = Array.prototype
const named = (run: () => unknown) =>
  guarded(
    async () => String(run()),
    (names) => `changed ${names}`,
  )

describe('what all of JavaScript shares', () => {
  it('is put back where it was changed, and named', async () => {
    expect(
      await named(() => {
        Math.exp = () => 0
        Array.prototype.toReversed = () => []
        Reflect.deleteProperty(Math, 'log1p')
        Object.defineProperty(RegExp.prototype, 'sticky', { get: () => true })
        globalThis.parseFloat = () => 0
        Object.assign(Number.prototype, { toJSON: () => 0 })
        Object.assign(Object.prototype, { breach: 'none' })
        Object.assign(Object.getPrototypeOf(Float64Array.prototype), { toReversed: () => 0 })
      }),
    ).toBe(
      'changed Array.prototype.toReversed, Number.prototype.toJSON, RegExp.prototype.sticky, '
        + 'parseFloat, Math.exp, Math.log1p, TypedArray.prototype.toReversed, Object.prototype.breach',
    )
    expect([Math.exp, Array.prototype.toReversed]).toEqual([exp, toReversed])
    expect('breach' in {}).toBe(false)
    expect(JSON.stringify(1)).toBe('1')
  })
  it('is put back where what changed it threw', async () => {
    const thrower = () => {
      Math.exp = () => 0
      throw new Error('no such library')
    }
    expect(await named(thrower)).toBe('changed Math.exp')
    expect(Math.exp).toBe(exp)
    await expect(
      named(() => {
        throw new Error('no such library')
      }),
    ).rejects.toThrow('no such library')
  })
  it('is as it was where something new harms nobody', async () => {
    expect(
      await named(() => {
        Error.stackTraceLimit = 20
        Object.assign(globalThis, { cache: new Map() })
        Object.assign(Array.prototype, { last: () => 0 })
        return [globalThis.crypto, globalThis.fetch].length
      }),
    ).toBe('2')
    Reflect.deleteProperty(globalThis, 'cache')
    Reflect.deleteProperty(Array.prototype, 'last')
  })
})
