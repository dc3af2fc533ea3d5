import { describe, expect, it } from 'vitest'
import { roundNumber, type FormatName } from '../../src/arithmetic/format.ts'
import { formats } from '../../src/arithmetic/format.ts'
import type { Implementation } from '../../src/contract/implementation.ts'
import { laws } from '../../src/laws/index.ts'
import { referenceIn } from '../../src/core/reference.ts'
import { mistakes } from '../../src/mistakes/index.ts'
import { settingOf } from '../../src/verdict/setting.ts'
import { verify } from '../../src/verdict/verify.ts'
import { isSoak, seedsToFail } from '../soak.ts'

/**
 * Faults that people reported, each with the exhibit that makes it and a law whose draw finds it:
 * none of its examples is tried here.
 */
type Report = readonly [report: string, exhibit: string, law: string, format?: FormatName]
const reports: readonly Report[] = [
  ['ggml-org/llama.cpp#10467', 'loss-beyond-shared-memory', 'cross-entropy/value'],
  ['ggml-org/llama.cpp#10467', 'gradient-beyond-shared-memory', 'gradient/p-minus-y'],
  ['linkedin/Liger-Kernel#1252', 'softmax-refuses-wide-rows', 'softmax/value'],
  ['nodejs/node#43043', 'softmax-max-by-spread', 'softmax/value'],
  ['keras-team/keras#15012', 'label-in-half-precision', 'gradient/p-minus-y'],
  ['pytorch/executorch#20090', 'softmax-sums-in-bfloat', 'softmax/value'],
  ['pytorch/executorch#20090', 'softmax-sums-in-bfloat', 'softmax/value', 'bfloat16'],
  ['pytorch/executorch#20090', 'logsumexp-sums-in-bfloat', 'log-sum-exp/value', 'bfloat16'],
  ['huggingface/candle#3727', 'softmax-sums-in-half-precision', 'softmax/value', 'binary16'],
  ['sonos/tract#2586', 'logsumexp-sums-in-half-precision', 'log-sum-exp/value', 'binary16'],
  [
    'erfanzar/EasyDeL#267',
    'soft-cross-entropy-sums-in-bfloat',
    'soft-cross-entropy/value',
    'bfloat16',
  ],
  ['verl-project/verl#2899', 'logsumexp-pads-with-zeros', 'log-sum-exp/value'],
  ['unslothai/unsloth#10616', 'logsumexp-pads-with-capped-lanes', 'log-sum-exp/value'],
  ['unslothai/unsloth#10616', 'softmax-pads-wide-rows-with-capped-lanes', 'softmax/value'],
  ['uxlfoundation/oneDNN#3501', 'rows-read-off-alignment', 'batch/any-options'],
  ['NVIDIA-NeMo/Automodel#3804', 'batch-sum-of-chunk-means', 'batch/any-options'],
  ['mlverse/torch#1476', 'ignore-index-shifted', 'batch/any-options'],
  ['linkedin/Liger-Kernel#243', 'smoothing-not-passed-on', 'batch/any-options'],
  ['tracel-ai/burn#5568', 'weights-of-padding-in-the-mean', 'batch/any-options'],
  ['NVIDIA/TransformerEngine#2476', 'gradient-divides-by-all-rows', 'batch/gradient-any-options'],
  ['ROCm/TransformerEngine#336', 'gradient-of-none-divided', 'batch/gradient-any-options'],
  ['linkedin/Liger-Kernel#198', 'smoothing-of-ignored-rows', 'batch/any-options'],
  ['PaddlePaddle/Paddle#64226', 'pos-weight-not-in-gradient', 'binary-batch/gradient-any-options'],
  ['NVIDIA-NeMo/Automodel#3797', 'ignored-gradient-over-no-rows', 'batch/gradient-any-options'],
  ['tenstorrent/tt-metal#53787', 'log-sigmoid-in-three-pieces', 'log-sigmoid/value'],
  ['tenstorrent/tt-metal#53787', 'log-sigmoid-in-three-pieces', 'log-sigmoid/value', 'bfloat16'],
  ['allenai/OLMo-core#702', 'z-loss-left-on', 'cross-entropy/value'],
  ['NVIDIA/Megatron-LM#7452', 'logits-gathered-twice', 'cross-entropy/value'],
  ['m0at/rvllm#1', 'softmax-max-initialised-to-zero', 'softmax/value'],
  ['pyro-ppl/numpyro#2276', 'entropy-zero-times-infinity', 'entropy/masks-out'],
  ['huggingface/trl#7221', 'entropy-zero-times-infinity', 'entropy/masks-out'],
  ['jax-ml/jax#17117', 'mask-gradient-of-what-is-hidden', 'batch-options/mask-gradient'],
  ['jax-ml/jax#19490', 'mask-gradient-of-what-is-hidden', 'batch/gradient-any-options'],
  [
    'tensorflow/tensorflow#60314',
    'soft-batch-gradient-of-unit-mass',
    'soft-batch/gradient-any-options',
  ],
  ['GMvandeVen/continual-learning#5', 'soft-batch-mean-over-entries', 'soft-batch/any-options'],
  ['pytorch/pytorch#61044', 'soft-batch-mean-by-weights', 'soft-batch/any-options'],
  ['pytorch/pytorch#9301', 'multilabel-mean-over-rows', 'multilabel/any-options'],
  [
    'open-mmlab/mmsegmentation#2836',
    'multilabel-positive-weights-by-row',
    'multilabel/any-options',
  ],
  ['0 log 0 in a divergence', 'kl-zero-times-log-zero', 'kl-divergence/value'],
  ['dmlc/xgboost#12537', 'hessian-twice-its-diagonal', 'hessian/cross-entropy'],
  ['linkedin/Liger-Kernel#1298', 'batch-vjp-first-cotangent', 'batch-vjp/value'],
  ['huggingface/transformers#37766', 'denominator-ignored', 'batch/any-options'],
  ['unslothai/unsloth-zoo#593', 'soft-cap-multiplies-the-logit', 'batch/any-options'],
  ['OpenRLHF/OpenRLHF#1319', 'temperature-ignored', 'batch/any-options'],
  ['mlfoundations/open_lm#92', 'z-loss-squares-the-mean', 'batch/any-options'],
  ['keras-team/keras#15323', 'row-weights-not-in-the-mean', 'batch/any-options'],
  ['google-deepmind/optax#1346', 'focal-slope-of-nothing', 'batch-options/focal-gradient'],
  ['pytorch/pytorch#79609', 'hessian-mean-not-weighted', 'hessian/cross-entropy'],
  ['vllm-project/vllm#39148', 'merge-of-empty-parts', 'merge-log-sum-exp/associative'],
  ['a tail beyond 16', 'log-softmax-tail-of-a-vector', 'log-softmax/value'],
  ['a gradient beyond 100', 'gradient-strided-loop-ends-early', 'gradient/p-minus-y'],
  ['a pull-back beyond 100', 'log-softmax-vjp-sums-first-block', 'vjp/log-softmax'],
  ['rows of eight', 'rows-in-groups-of-eight', 'batch/any-options'],
  ['rows of eight', 'binary-entries-in-groups-of-eight', 'binary-batch/any-options'],
  ['labels in a byte', 'label-in-a-byte', 'gradient/p-minus-y'],
  ['weights in the mean alone', 'class-weights-not-in-sum-gradient', 'batch/gradient-any-options'],
  ['weights in no gradient', 'class-weights-not-in-gradient', 'batch/gradient-any-options'],
  ['smoothing in the mean alone', 'smoothing-not-in-sum-gradient', 'batch/gradient-any-options'],
  ['pytorch/pytorch#72056', 'weight-of-sentinel-looked-up', 'batch/any-options'],
  ['jax-ml/jax#17117', 'mask-pull-back-zero-times-infinity', 'vjp/value'],
  ['a weight of zero', 'zero-weight-read-as-one', 'batch/any-options'],
  ['NaN in all gradients', 'gradient-scaled-by-its-norm', 'batch/gradient-any-options'],
]

/** The same programs, whose answers are stored in a narrow format, and the logits before. */
const storedIn = (implementation: Implementation, name: FormatName): Implementation => {
  const stored = (x: unknown): unknown =>
    typeof x === 'number' ? roundNumber(x, formats[name])
    : Array.isArray(x) ? x.map(stored)
    : x
  const { operations, ...narrow } = referenceIn(implementation.name, name)
  const own = Object.entries(implementation.operations).map(([operation, run]) => [
    operation,
    (...args: unknown[]) => stored((run as (...args: unknown[]) => unknown)(...args)),
  ])
  return { ...narrow, operations: Object.fromEntries(own) as typeof operations }
}

describe('a report', () => {
  it.each(reports.map((it) => [it.join(', '), it] as const))(
    '%s, is found by what the law draws',
    { timeout: 0 },
    async (_, [, id, lawId, format]) => {
      const mistake = mistakes.find((it) => it.id === id) ?? expect.unreachable(id)
      const law = laws.find((it) => it.id === lawId) ?? expect.unreachable(lawId)
      const implementation =
        format === undefined ? mistake.implementation : storedIn(mistake.implementation, format)
      const setting = settingOf(implementation)
      for (const seed of seedsToFail(isSoak ? 5 : 1)) {
        const { status } = await verify({ ...law, examples: [] }, implementation, { seed }, setting)
        expect(['falsified', 'errored'], `from seed ${seed}`).toContain(status)
      }
    },
  )
})
