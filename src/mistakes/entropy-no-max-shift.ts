import { at, total } from '../arithmetic/sequence.ts'
import { mistake } from './mistake.ts'

export default mistake({
  id: 'entropy-no-max-shift',
  story: 'e^z is divided by its sum as it comes, which overflows from a logit of 710 on.',
  mend: 'Subtract the greatest logit first: no probability moves.',
  writtenFor: ['entropy/shift-invariant', 'entropy/value'],
  sightings: [],
  operations: {
    entropy: (logits) => {
      const exps = logits.map(Math.exp)
      const whole = total(exps)
      return (
        Math.log(whole) - total(exps.map((e, i) => (e === 0 ? 0 : (e / whole) * at(logits, i))))
      )
    },
  },
})
