// usage: KILL=glob SEEDS=n
import { it } from 'vitest'
import { writeFileSync } from 'node:fs'
import { laws } from '../src/laws/index.ts'
import { mistakes } from '../src/mistakes/index.ts'
import { verify } from '../src/verdict/verify.ts'
const seeds = Number(process.env['SEEDS'] ?? 3), only = new RegExp(process.env['KILL'] ?? '.'), onlyLaw = new RegExp(process.env['LAW'] ?? '.')
it('kill', async () => {
  const out: Record<string, Record<string, string>> = {}
  for (const m of mistakes.filter((m) => only.test(m.id))) {
    const row: Record<string, string> = {}
    for (const law of laws.filter((l) => onlyLaw.test(l.id))) {
      let n = 0, e = ''
      for (let seed = 1; seed <= seeds; seed++) {
        const v = await verify(law, m.implementation, { runs: 100, seed })
        if (v.status === 'falsified') n++
        if (v.status === 'errored') e = v.reason
      }
      if (n || e) row[law.id] = (n === seeds ? 'always' : n ? `SOMETIMES ${n}/${seeds}` : '') + (e ? ' errored: ' + e.slice(0, 80) : '')
    }
    out[m.id] = row
    if (process.env["LOUD"]) console.log(m.id, JSON.stringify(row, null, 1))
  }
  writeFileSync('/tmp/kill-logs.json', JSON.stringify(out))
}, 3_000_000)
