import { at } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'nll-of-a-probability',
  story: 'What goes into the loss went through softmax and no logarithm: −p, between −1 and 0.',
  mend: 'Give it log-softmax, or logits to a cross-entropy.',
  writtenFor: ['nll-loss/value', 'nll-loss/is-cross-entropy'],
  sightings: [
    'pytorch/pytorch#10033',
    'yanx27/Pointnet_Pointnet2_pytorch#30',
    'AnubhavGupta3377/Text-Classification-Models-Pytorch#9',
    'clvrai/ACGAN-PyTorch#4',
    'midas-research/man-sf-emnlp#2',
  ],
  operations: { nllLoss: (l, label) => -at(right.softmax(l), label) },
})
