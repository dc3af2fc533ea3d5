import { describe, expect, it } from 'vitest'
import { laws } from '../src/laws/index.ts'
import { mistakes } from '../src/mistakes/index.ts'
import { verify } from '../src/verdict/verify.ts'

describe('every mistake', () => {
  it.each(mistakes.map((mistake) => [mistake.id, mistake] as const))('%s breaks exactly the laws that it names', async (_, mistake) => {
    const verdicts = []
    for (const law of laws) verdicts.push(await verify(law, mistake.implementation, { runs: 100 }))
    const broken = verdicts.filter((verdict) => verdict.status === 'falsified').map((verdict) => verdict.law.id)
    expect(broken.toSorted()).toEqual(mistake.breaks.toSorted())
  })
})

describe('every law', () => {
  it.each(laws.map((law) => law.id))('%s is broken by some mistake', (id) => {
    expect(mistakes.filter((mistake) => mistake.breaks.includes(id)).map((mistake) => mistake.id)).not.toEqual([])
  })
})
