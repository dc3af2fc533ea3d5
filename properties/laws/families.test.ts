import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { laws } from '../../src/laws/index.ts'

const folder = new URL('../../src/laws/families/', import.meta.url)
const files = readdirSync(folder).filter((name) => name !== 'index.ts')

describe('the laws', () => {
  it.each(files)('hold every law that %s exports, none left out of its list', async (name) => {
    const exported = Object.values(
      (await import(/* @vite-ignore */ `../../src/laws/families/${name}`)) as object,
    )
    const ids = exported.flatMap((it: object) => ('claims' in it && 'id' in it ? [it.id] : []))
    expect(ids.length).toBeGreaterThan(0)
    expect(laws.map(({ id }) => id)).toEqual(expect.arrayContaining(ids))
  })
})
