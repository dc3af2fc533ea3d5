import { describe, expect, it } from 'vitest'
import { operationNames } from '../../src/contract/operations.ts'
import { implementationFrom } from '../../src/contract/declaration.ts'
import { reference, references } from '../../src/core/reference.ts'
import { laws } from '../../src/laws/index.ts'
import type { AnyLaw } from '../../src/laws/law.ts'
import { mistakes } from '../../src/mistakes/index.ts'
import { diagnose } from '../../src/trial/likeness.ts'
import { probesOf } from '../../src/trial/probes.ts'
import { explain } from '../../src/verdict/explain.ts'
import { verify } from '../../src/verdict/verify.ts'

const limits = { timeLimit: 200, interrupt: <A>(run: () => A): A => run() }
const named = (id: string): AnyLaw => laws.find((law) => law.id === id) as AnyLaw
const likeness = async (law: string, module: object) => {
  return diagnose(named(law), implementationFrom(module, 'mine'), limits)
}
const exps = (z: number[]) => z.map((x) => Math.exp(x))

const softmaxUnshifted = {
  operation: 'softmax',
  mistakes: ['softmax-no-max-shift'],
  probes: 18,
}

describe('a diagnosis', () => {
  it('names the mistake with which an implementation agrees on every probe, whoever wrote it', async () => {
    const softmax = (z: number[]) => {
      let sum = 0
      for (const e of exps(z).toReversed()) sum += e
      return exps(z).map((e) => e * (1 / sum))
    }
    expect(await likeness('softmax/sums-to-one', { softmax })).toEqual(softmaxUnshifted)
    expect(
      await likeness('softmax/sums-to-one', {
        softmax: (z: number[]) => Promise.resolve(softmax(z)),
      }),
    ).toEqual(softmaxUnshifted)
  })
  it('names none of a part of the gallery that another of the whole may be as well', async () => {
    const mine = implementationFrom({ sigmoid: (x: number) => 1 / (1 + Math.exp(-x)) }, 'mine')
    const of = (isUnique: boolean) =>
      diagnose(named('sigmoid/tail'), mine, limits, {}, () => isUnique)
    expect(await of(true)).toMatchObject({ mistakes: ['sigmoid-one-branch'] })
    expect(await of(false)).toBeUndefined()
    const clear = implementationFrom(
      { softmax: (z: number[]) => exps(z).map((e, _, all) => e / all.reduce((a, b) => a + b)) },
      'mine',
    )
    expect(await diagnose(named('softmax/sums-to-one'), clear, limits, {}, () => false)).toEqual(
      softmaxUnshifted,
    )
  })
  it('names none where a single probe differs', async () => {
    const softmax = (z: number[]) =>
      exps(z).map((e, _, all) => (z[0] === 5 ? 1 / 3 : e / all.reduce((a, b) => a + b)))
    expect(await likeness('softmax/sums-to-one', { softmax })).toBeUndefined()
  })
  it('names none that does not break the law in question', async () => {
    const softmax = (z: number[]) => exps(z).map((e, _, all) => e / all.reduce((a, b) => a + b))
    expect(mistakes.find(({ id }) => id === 'softmax-no-max-shift')?.caughtBy).not.toContain(
      'softmax/competes',
    )
    expect(await likeness('softmax/competes', { softmax })).toBeUndefined()
  })
  it('names a mistake that is made in the domain, and asks nothing outside', async () => {
    const { implementation, caughtBy } = mistakes.find(({ id }) => id === 'softmax-base-two')!
    const within = (z: number[]) => {
      if (z.some((x) => Math.abs(x) > 20)) throw new Error('outside')
      return implementation.operations.softmax!(z)
    }
    const [law] = caughtBy.map(named)
    const told = (more: object) =>
      diagnose(law!, implementationFrom({ softmax: within, ...more }, 'mine'), limits)
    expect(await told({ domain: { logits: [-20, 20] } })).toMatchObject({
      mistakes: ['softmax-base-two'],
    })
    expect(await told({})).toBeUndefined()
  })
  it('names none where nothing is answered, in the wrong shape, or in another format', async () => {
    expect(
      await likeness('softmax/sums-to-one', {
        softmax: () => {
          throw new Error('not yet')
        },
      }),
    ).toBeUndefined()
    expect(await likeness('softmax/sums-to-one', { softmax: () => 1 })).toBeUndefined()
    expect(
      await likeness('softmax/sums-to-one', { softmax: () => new Promise(() => {}) }),
    ).toBeUndefined()
    expect(
      await likeness('softmax/sums-to-one', {
        format: 'binary32',
        softmax: (z: number[]) => exps(z),
      }),
    ).toBeUndefined()
    expect(await likeness('softmax/sums-to-one', { sigmoid: () => 1 })).toBeUndefined()
  })
  it.each(references)('sees no mistake in $name', async (implementation) => {
    const mine = { ...implementation, name: 'mine' }
    const chosen =
      implementation.name === 'core:decimal50' ?
        laws.filter(({ id }) => /^(softmax|sigmoid|cross)/.test(id))
      : laws
    for (const law of chosen) expect(await diagnose(law, mine, limits), law.id).toBeUndefined()
  })
  it('leaves the gallery itself alone', async () => {
    for (const { implementation, caughtBy } of mistakes.slice(0, 5))
      expect(await diagnose(named(caughtBy[0] ?? ''), implementation, limits)).toBeUndefined()
  })
  it('finds every mistake again under another name, or says nothing, and never names only others', async () => {
    let found = 0
    for (const { id, implementation, caughtBy } of mistakes) {
      const copy = { ...implementation, name: 'mine' }
      for (const law of caughtBy.slice(0, 3).map(named)) {
        const diagnosis = await diagnose(law, copy, limits)
        if (diagnosis === undefined) continue
        expect(diagnosis.mistakes, `${id} before ${law.id}`).toContain(id)
        found++
      }
    }
    expect(found).toBeGreaterThan(mistakes.length)
  })
  it('stands in the explanation of a broken law', async () => {
    const verdict = await verify(
      named('softmax/one-class'),
      implementationFrom({ softmax: exps }, 'mine'),
      { seed: 1 },
    )
    const likeness = { operation: 'softmax', mistakes: ['some', 'other'], probes: 3 }
    expect(explain(verdict, undefined, likeness)).toMatch(
      /\n {2}why .*\n {2}resembles mistake:some or mistake:other, on all 3 probes of softmax\n/,
    )
  })
})

describe('the probes', () => {
  it.each(operationNames)('of %s are answered by the reference', (operation) => {
    const probes = probesOf(operation, reference)
    expect(probes.length).toBeGreaterThan(5)
    for (const { args } of probes)
      expect(
        (reference.operations[operation] as (...args: readonly unknown[]) => unknown)(...args),
      ).toBeDefined()
    expect(probesOf(operation, { options: [] }).length).toBeLessThanOrEqual(probes.length)
  })
  it('lie in the domain', () => {
    const inside = probesOf('softmax', { options: [], domain: { logits: [-20, 20] } })
    expect(inside.map(({ args }) => args)).toEqual(
      probesOf('softmax', { options: [] })
        .map(({ args }) => args)
        .filter(([z]) => (z as number[]).every((x) => Math.abs(x) <= 20)),
    )
  })
})
