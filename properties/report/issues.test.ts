import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { main } from '../../src/cli.ts'
import { implementationFrom } from '../../src/contract/declaration.ts'
import { numbersIn } from '../../src/contract/literal.ts'
import { operationNames, rowOf } from '../../src/contract/operations.ts'
import { codeOf } from '../../src/contract/reproduce.ts'
import { issuesIn } from '../../src/report/issues.ts'
import { outcome } from './outcomes.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const npm = join(root, 'examples', 'libraries', 'npm')
const folder = mkdtempSync(join(tmpdir(), 'losslaws-issues-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('an issue', () => {
  it('has versions, the input, what is true and what came, why, and how to see it with us and without', async () => {
    const file = join(folder, 'issues.md')
    let text = ''
    const address = join(npm, 'neataptic.js')
    const trial = 'verify --laws binary/* --tier textbook --seed 1 --reporter issue'
    const code = await main([...trial.split(' '), address, '--output-file', file], {
      write: (more) => void (text += more),
      isTerminal: false,
    })
    expect([code, text.split('\n').at(-2)]).toEqual([1, `1 issue is in ${file}`])
    expect(
      readFileSync(file, 'utf8')
        .replaceAll(address, 'neataptic.js')
        .replace(process.version, 'v20'),
    ).toMatchInlineSnapshot(`
      "# binaryCrossEntropy is wrong

      neataptic 1.4.7, binary64.

      - input: \`20\`
      - of: \`binaryCrossEntropy(x, 0)\`
      - true value: \`at least 19.999999999999949\`
      - got: \`19.999999966169824\`
      - off by: \`3.38e-8, 670000 times the budget\`

      Why: log(1 + e^x) &#62; log e^x: a confident mistake costs as much as its logit. The law is \`BCE(x, 0) ≥ x\`.

      To see it:

      \`\`\`javascript
      import neataptic from 'neataptic'
      const { activation, cost } = neataptic.methods
      console.log(cost.CROSS_ENTROPY([0], [activation.LOGISTIC(20)]))
      \`\`\`

      With losslaws 0.1.0 on Node v20:

      \`\`\`sh
      losslaws replay neataptic.js binary/no-ceiling '20'
      \`\`\`

      It shows in 5 more: \`binary/non-negative\`, \`binary/mirrored\`, \`binary/affine-in-target\`, \`binary/value\`, \`binary/convex\`.
      "
    `)
  })
  it('is a page for each cause, of which none begins within another', () => {
    const mine = (operation: string, more: object = {}) =>
      outcome(`${operation}/value`, 'falsified', { fault: { operation, region: 'tail' }, ...more })
    const trial = { name: 'a`# b', format: 'binary64', losslaws: '0.1.0', node: 'v20' }
    const pages = issuesIn([
      mine('softmax'),
      mine('sigmoid', { address: './```\n# b.ts', trial }),
      outcome('f/a', 'passed'),
      outcome('f/b', 'falsified', { excuse: 'it is known' }),
    ])
    expect(pages).toHaveLength(2)
    for (const page of pages) {
      const outside = page.replaceAll(/^(```+)\w*\n[^]*?\n\1$/gm, '')
      expect(outside.match(/^# /gm)).toHaveLength(1)
      expect(outside).not.toContain('a`# b')
    }
    expect(pages[1]).toContain('````sh\n')
  })
  it('says which mistake it looks like, and how to mend it', () => {
    const likeness = { operation: 'softmax', mistakes: ['softmax-no-max-shift'], probes: 18 }
    const [page] = issuesIn([outcome('softmax/value', 'falsified', { likeness })])
    expect(page).toContain(
      'It looks like mistake:softmax-no-max-shift, on all 18 probes of softmax. The raw logits are exponentiated, '
        + 'without taking out the greatest first. Subtract max z from every logit',
    )
  })
})

describe('the code of an adapter', () => {
  const samples: Readonly<Record<string, unknown>> = {
    logits: [1, -2, 0.5],
    label: 2,
    logit: 0.75,
    target: 0.25,
  }
  it.each(readdirSync(npm).filter((name) => name.endsWith('.js')))(
    'in %s prints what the adapter answers, for each of its operations',
    async (name) => {
      const module = (await import(join(npm, name))) as object
      const { operations, reproduce } = implementationFrom(module, name)
      const offered = operationNames.filter((it) => operations[it] !== undefined)
      expect(Object.keys(reproduce?.calls ?? {}).toSorted()).toEqual(offered.toSorted())
      for (const operation of offered) {
        const args = rowOf(operation).takes.map((kind) => samples[kind])
        const code = codeOf(reproduce, operation, args)
        expect(code?.text.split('\n').length).toBeLessThan(7)
        const printed = execFileSync(
          process.execPath,
          ['--input-type=module', '-e', String(code?.text)],
          { cwd: root, encoding: 'utf8' },
        )
        const answer = (operations[operation] as (...args: unknown[]) => unknown)(...args)
        const numbers = printed.replace(/^\w+\(\d+\)/, '').match(/-?\d[\d.e-]*/g)
        expect(numbers?.map(Number)).toEqual(numbersIn(await answer))
      }
    },
  )
})
