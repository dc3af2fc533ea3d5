import { mistake } from './mistake.ts'

export default mistake({
  id: 'merge-unshifted',
  story:
    'Every part was shifted by its maximum, and the merge is log Σ e^l as it stands: infinite '
    + 'from 710 on, and −∞ below −745.',
  mend: 'Shift by the greatest of the parts: merging is log-sum-exp itself.',
  writtenFor: ['merge-log-sum-exp/value', 'merge-log-sum-exp/of-parts'],
  sightings: ['SHI-Labs/NATTEN#202'],
  operations: {
    mergeLogSumExp: (parts) => Math.log(parts.reduce((sum, x) => sum + Math.exp(x), 0)),
  },
})
