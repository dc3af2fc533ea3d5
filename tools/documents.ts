import { laws } from '../src/laws/index.ts'
import { familyOf } from '../src/laws/law.ts'

/** Every law by family, with its equation, its proof and its tier. */
export const lawTables = (): string => {
  const families = [...new Set(laws.map((law) => familyOf(law.id)))]
  const tables = families.map((family) => {
    const rows = laws
      .filter((law) => familyOf(law.id) === family)
      .map(({ id, equation, proof, tier }) =>
        [`\`${id.slice(family.length + 1)}\``, equation, `${proof}${mark[tier]}`]
          .map((cell) => cell.replaceAll('|', '∣'))
          .join(' | '),
      )
    return `## ${family}\n\n| law | equation | why |\n|---|---|---|\n${rows.map((row) => `| ${row} |\n`).join('')}`
  })
  return `${laws.length} laws in ${families.length} families.\n\n${tables.join('\n')}`
}
const mark = { textbook: '', accurate: ' *(accurate)*' } as const

/** What the first lines of the scoreboard conclude, from its text. */
export const conclusions = (scoreboard: string, most = 5): string =>
  linesOf(scoreboard, '- ').slice(0, most).join('')

/** How many mistakes the checks of gradients and kernels catch and miss, from the text of KILLS.md. */
export const checksTable = (kills: string): string =>
  linesOf(kills.slice(0, kills.indexOf('\n## Mistakes')), '| ')
    .filter((line) => !others.some((name) => line.startsWith(`| ${name} |`)))
    .join('')
/** Checks that stand in KILLS.md alone: conformance suites, and one check twice. */
const others = ['torch gradcheck, fast mode', 'ONNX backend tests', 'WPT WebNN softmax']

const linesOf = (text: string, start: string): string[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith(start))
    .map((line) => `${line}\n`)
