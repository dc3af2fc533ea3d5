import { laws } from '../../src/laws/index.ts'
import type { Mistake } from '../../src/mistakes/mistake.ts'
import { diagnose } from '../../src/trial/likeness.ts'

/**
 * Whether a copy of a mistake is recognised as that mistake, whichever of its laws is broken: no
 * other of the whole gallery has the same answers to all probes.
 */
export const isUnique = async ({ id, implementation, caughtBy }: Mistake): Promise<boolean> => {
  const copy = { ...implementation }
  const limits = { timeLimit: 5000, interrupt: <A>(run: () => A): A => run() }
  for (const law of laws.filter((law) => caughtBy.includes(law.id)))
    if (!(await diagnose(law, copy, limits))?.mistakes.includes(id)) return false
  return true
}
