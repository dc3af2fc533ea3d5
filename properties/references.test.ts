import { describe, expect, it } from 'vitest'
import { references } from '../src/implementation/reference.ts'
import { laws } from '../src/laws/index.ts'
import { verify } from '../src/verdict/verify.ts'

/** More runs and more seeds make this the soak: `npm run soak`. */
const runs = Number(process.env['LOSSLAWS_RUNS'] ?? 40)

describe.each(references)('$name', (reference) => {
  it.each(laws.map((law) => [law.id, law] as const))('upholds %s', async (_, law) => {
    const verdict = await verify(law, reference, { runs })
    expect(verdict, JSON.stringify(verdict, (_, x) => (typeof x === 'bigint' ? String(x) : x))).toMatchObject({ status: 'passed' })
  })
})
