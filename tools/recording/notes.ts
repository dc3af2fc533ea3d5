import type { Note } from '../../src/records/fixture.ts'

const accurately = 'https://doi.org/10.1093/imanum/draa038'
const log1p = 'https://cran.r-project.org/web/packages/Rmpfr/vignettes/log1mexp-note.pdf'
const issue = (repository: string, number: number): string =>
  `https://github.com/${repository}/issues/${number}`

/** Every flag that a case may carry. */
export const notes = {
  Basic: {
    title: 'Everyday inputs',
    bug:
      'The formula is not the one that was meant: another '
      + 'base, a sign, a factor, a term left out.',
    effect: 'Wrong in the first digits, at any input.',
    fix: 'Compare with the definition at the head of the file.',
    links: [],
  },
  OverflowThreshold: {
    title: 'Just below and above the logit at which e^x overflows',
    bug: 'Exponentials of raw logits, or a sum of several that fit one by one.',
    effect: 'Infinity in the sum: probabilities become 0 or NaN, losses Infinity.',
    fix: 'Take the greatest logit out first: no exponent is then above 0.',
    links: [
      accurately,
      issue('deeplearning4j/deeplearning4j', 6039),
      issue('pytorch/pytorch', 62897),
    ],
  },
  UnderflowThreshold: {
    title: 'Just below and above the gap at which e^-x becomes subnormal, or vanishes',
    bug: 'A logarithm of, or a quotient by, a probability that has become 0.',
    effect: 'A finite loss becomes Infinity, and a gradient 0 / 0.',
    fix: 'Stay with logits: -log p_y is the gap of y plus log1p of the sum of the others.',
    links: [accurately, issue('huggingface/transformers.js', 812)],
  },
  SubnormalResult: {
    title: 'Results below the least normal number of a format',
    bug: 'Subnormal numbers flushed to 0, or a floor such as 1e-7 added or clamped to.',
    effect: 'The smallest probabilities are 0, or all the same.',
    fix: 'Let results underflow by themselves; add no epsilon.',
    links: [],
  },
  LargeGap: {
    title: 'One logit leads by far',
    bug:
      'log(1 + x) for log1p(x), 1 - p for the sum of '
      + 'the others, or log of a rounded probability.',
    effect: 'A small loss or slope is rounded to 0, and a large one meets a ceiling.',
    fix:
      'log1p of the sum of the other terms; minus the '
      + 'sum of the other probabilities for p_y - 1.',
    links: [accurately, log1p, issue('scipy/scipy', 18295)],
  },
  SmallGap: {
    title: 'Logits that nearly tie',
    bug: 'Winners taken by argmax, or logits rounded to fewer bits on the way.',
    effect: 'Differences between near equals are lost or blown up.',
    fix: 'Use every logit at its own precision.',
    links: [],
  },
  Tie: {
    title: 'Several logits are the greatest',
    bug: 'A maximum that one class wins, or a mask that is equal to the maximum.',
    effect: 'Equal classes get unequal shares; log-sum-exp misses log 2.',
    fix: 'Sum over all classes.',
    links: [],
  },
  Equal: {
    title: 'All logits are the same',
    bug: 'A guard, a clamp or an offset that enters the result.',
    effect: 'The loss is not log n at the start of training.',
    fix: 'Check that untrained networks begin at log n.',
    links: [],
  },
  OneClass: {
    title: 'A single class',
    bug: 'An exponential of the raw logit over itself, or a division by n - 1.',
    effect: 'NaN where the probability is 1 and the loss 0.',
    fix: 'Let the general formula run: it needs no special case.',
    links: [],
  },
  ManyClasses: {
    title: 'A longer vector',
    bug:
      'Errors that grow with the number of classes: an epsilon '
      + 'for each, a running sum that is not rescaled.',
    effect: 'Probabilities that do not sum to 1.',
    fix: 'One maximum, one sum.',
    links: [],
  },
  WideRow: {
    title: 'A row as wide as a vocabulary',
    bug:
      'Classes beyond a vector, a block, shared memory or the arguments of a call '
      + 'are left out, counted twice, or refused.',
    effect: 'Right in every test of ten classes, wrong or an error in training.',
    fix: 'Test the remainder of every loop, one class beyond each block, and the widest row.',
    links: [
      issue('ggml-org/llama.cpp', 10467),
      issue('linkedin/Liger-Kernel', 1252),
      issue('nodejs/node', 43043),
      issue('keras-team/keras', 15012),
      issue('verl-project/verl', 2899),
    ],
  },
  Offset: {
    title: 'All logits lie far from 0',
    bug: 'log-sum-exp minus the logit, at the size of the logits instead of their gaps.',
    effect: 'The loss loses as many digits as the offset has; gradients become 0 or 1.',
    fix: 'Subtract the maximum before anything else, and add it back to log-sum-exp alone.',
    links: [accurately],
  },
  Extreme: {
    title: 'Numbers near the greatest or the least of a format',
    bug:
      'Differences that overflow, or products that underflow, '
      + 'although the result is an ordinary number.',
    effect: 'Infinity or NaN where the result is 0, 1 or the logit itself.',
    fix: 'Subtract, then exponentiate; multiply nothing by what may be infinite.',
    links: [],
  },
  Masked: {
    title: 'Logits of -Infinity',
    bug:
      '0 times -Infinity, or -Infinity less itself: in a '
      + 'running maximum, in t log p, in a cleaning step.',
    effect: 'NaN spreads from a class that is not there.',
    fix: 'Skip terms of weight 0; take the maximum before the first exponential.',
    links: [issue('google-deepmind/optax', 896)],
  },
  AllMasked: {
    title: 'Every logit is -Infinity',
    bug:
      'What becomes of 0 / 0 is left to chance, or a '
      + 'finite mask spreads over what is forbidden.',
    effect: 'NaN in training, or attention to padding.',
    fix: 'Decide, and declare the policy allNegInfRow. Log-sum-exp has no choice: it is -Infinity.',
    links: [issue('tensorflow/tfjs', 5394), issue('rmcgibbo/logsumexp', 2)],
  },
  InfiniteLogit: {
    title: 'A logit of +Infinity',
    bug: 'Infinity less itself.',
    effect: 'NaN where a limit was promised.',
    fix: 'Decide, and declare the policy posInfLogit. Log-sum-exp has no choice: it is Infinity.',
    links: [issue('jax-ml/jax', 21495), issue('scipy/scipy', 22607)],
  },
  NaNLogit: {
    title: 'A NaN among the logits',
    bug: 'NaN replaced by 0, or lost in a comparison that falls false.',
    effect: 'A broken layer below shows as a healthy loss.',
    fix: 'Let NaN through: it says where to look.',
    links: [],
  },
  NegativeZero: {
    title: 'A zero with a sign',
    bug: 'Branches on 1 / x, or on the sign bit.',
    effect: '-0 is treated as a negative number.',
    fix: 'Compare with 0.',
    links: [],
  },
  LabelOutOfRange: {
    title: 'A label that names no class',
    bug: 'Negative indices that count from the end, or reading past the end.',
    effect: 'Training on a class that nobody chose.',
    fix: 'Refuse the label, and declare the policy labelOutOfRange.',
    links: [issue('tensorflow/tensorflow', 10268)],
  },
  TargetOutOfRange: {
    title: 'A target that is no probability',
    bug: 'Targets carried into [0, 1] in silence, or NaN read as 0.',
    effect: 'Wrong data train as if they were right.',
    fix: 'Refuse the target, give NaN, or leave the formula as it is: the policy targetOutOfRange.',
    links: [],
  },
  SoftTarget: {
    title: 'Weights on several classes',
    bug:
      'Targets hardened by argmax or at 1/2, the divergence '
      + 'returned for the cross-entropy, arguments swapped.',
    effect: 'Soft labels are rounded in silence.',
    fix: 'Sum t_i (-log p_i) over all classes.',
    links: [],
  },
  ZeroWeight: {
    title: 'Classes of weight 0',
    bug: '0 times log 0, or t log t at t = 0.',
    effect: 'NaN from a class that does not count.',
    fix: 'Skip terms whose weight is 0.',
    links: [],
  },
  MassNotOne: {
    title: 'Weights that do not sum to 1',
    bug: 'The gradient p - t, or a loss log S - sum t_i z_i, which hold for weights of sum 1.',
    effect: 'Class weights and masks train in the wrong direction.',
    fix: 'Multiply p by the sum of the weights.',
    links: [issue('tensorflow/tensorflow', 1234)],
  },
  Cotangent: {
    title: 'A cotangent pulled back',
    bug: 'The diagonal of the Jacobian alone, an unweighted mean, or the gradient of another loss.',
    effect: 'Right for one-hot cotangents and wrong for all others.',
    fix: 'p_j (g_j - sum_i p_i g_i) for softmax, g_i - p_i sum_j g_j for its logarithm.',
    links: [issue('deeplearning4j/libnd4j', 440)],
  },
  Direction: {
    title: 'The Hessian along a direction',
    bug: 'The diagonal alone, or a bound of it; the gradient times its transpose; a label that counts.',
    effect: 'Curvature where there is none: along a common shift of the logits.',
    fix: 'p_i (v_i - sum_j p_j v_j), whatever the label is.',
    links: [issue('dmlc/xgboost', 5769)],
  },
  RowCotangents: {
    title: 'A cotangent for each row',
    bug:
      'One cotangent for all rows, their mean, none at all, or each of them twice; or spread along '
      + 'the classes.',
    effect: 'Right after a sum or a mean, and wrong where callers weigh or mask the losses.',
    fix: 'Multiply the gradient of row n by g_n, once.',
    links: [issue('linkedin/Liger-Kernel', 1298), issue('NVIDIA-NeMo/Automodel', 3853)],
  },
  Saturated: {
    title: 'A confident answer, right or wrong',
    bug:
      'Logits or probabilities clamped, sigma(x) - t subtracted '
      + 'as it stands, or log of a rounded sigmoid.',
    effect: 'Confident mistakes cost too little and stop learning.',
    fix: 'max(x, 0) - x t + log1p(e^-|x|), and (1 - t) sigma(x) - t sigma(-x) for its slope.',
    links: [log1p, issue('keras-team/keras', 9247)],
  },
  Reduction: {
    title: 'Rows, their sum and their mean',
    bug:
      'A mean over entries instead of rows, a sum that is a '
      + 'mean, a gradient that is not averaged with its loss.',
    effect: 'The learning rate changes with the size of the batch.',
    fix: 'Divide by what was summed, in the value and in the gradient.',
    links: [],
  },
  RowsApart: {
    title: 'Rows of very different logits',
    bug: 'One maximum for the whole batch, or softmax along the wrong axis.',
    effect: 'A row far below the others underflows to log 0.',
    fix: 'Treat every row on its own.',
    links: [],
  },
  ManyRows: {
    title: 'As many rows as a step of training has',
    bug: 'Rows beyond the first eight, a warp or a chunk are left out, or means of chunks are added.',
    effect: 'The loss depends on the size of the batch, or of its parts.',
    fix: 'Sum all rows, then divide once.',
    links: [issue('NVIDIA-NeMo/Automodel', 3804), issue('uxlfoundation/oneDNN', 3501)],
  },
  ClassWeights: {
    title: 'A weight for each class',
    bug: 'Weights looked up by row, or a mean that divides by the number of rows.',
    effect: 'Rare classes count too little or too much.',
    fix: 'Multiply targets by w_i, and divide a mean by the sum of the w_(y_n).',
    links: [issue('pytorch/pytorch', 25571)],
  },
  LabelSmoothing: {
    title: 'Smoothed labels',
    bug: 'The mass spread over the other classes alone, or without their weights.',
    effect: 'Another loss than that of the paper, by a factor K / (K - 1).',
    fix: 't = (1 - e) onehot + e / K.',
    links: ['https://arxiv.org/abs/1512.00567'],
  },
  IgnoreIndex: {
    title: 'Rows that do not count',
    bug: 'Ignored rows in the denominator, in the gradient, or not ignored at all.',
    effect: 'Padding dilutes or moves the loss.',
    fix: 'Leave them out of sum, gradient and denominator.',
    links: [issue('pytorch/pytorch', 116349)],
  },
  Mask: {
    title: 'A mask beside the logits',
    bug: 'A great number that is added, logits times the mask, or a gradient of 0 times an overflow.',
    effect: 'What is hidden has a probability, or NaN comes back from it.',
    fix: 'Replace hidden logits by -Infinity before anything is computed, and their slopes by 0.',
    links: [issue('jax-ml/jax', 17117), issue('TransformerLensOrg/TransformerLens', 318)],
  },
  Temperature: {
    title: 'A temperature',
    bug: 'Losses at another temperature than texts, or a gradient without 1 / T.',
    effect: 'The model that is trained is not the one that is sampled.',
    fix: 'Divide the logits by T before all else, and the gradient as well.',
    links: [issue('huggingface/trl', 4159), issue('huggingface/trl', 5691)],
  },
  SoftCap: {
    title: 'A soft cap',
    bug: 'z tanh(z / c), no cap at all, or a gradient without its slope.',
    effect: 'Logits are not bounded, or not those that the model gives.',
    fix: 'c tanh(z / c), with the slope 1 - tanh^2, which is 4e / (1 + e)^2 with e = e^-2|z / c|.',
    links: [issue('unslothai/unsloth-zoo', 593), issue('apple/ml-cross-entropy', 48)],
  },
  Focusing: {
    title: 'A focal loss',
    bug:
      'A power of 1 - p^w or of a mean, (1 - p)^(g - 1) times 0, '
      + 'or a power that is taken for a constant.',
    effect: 'NaN comes back from rows that are learnt, or the gradient is that of another loss.',
    fix:
      'Multiply -log p_y by q^g, q the sum of the other probabilities, and the gradient by '
      + 'q^g (1 + g p_y (-log p_y) / q), whose quotient goes to 1.',
    links: [
      issue('kornia/kornia', 918),
      issue('google-deepmind/optax', 1267),
      issue('gokulprasadthekkel/pytorch-multi-class-focal-loss', 1),
    ],
  },
  ZLoss: {
    title: 'A z-loss beside the loss',
    bug: 'The square of a mean, the z-loss of ignored rows, or none in the gradient.',
    effect: 'Log-sum-exp drifts, or padding moves it.',
    fix: 'Add a (log sum_j e^(z_j))^2 to the loss of each row that counts, before it is reduced.',
    links: [issue('mlfoundations/open_lm', 92)],
  },
  RowWeights: {
    title: 'A weight for each row',
    bug: 'A mean that divides by the number of rows, or a gradient without the weights.',
    effect: 'Halving all weights halves the loss; masked steps of a sequence dilute it.',
    fix: 'Multiply the loss and the gradient of row n by r_n, and divide a mean by their sum.',
    links: [issue('keras-team/keras', 15323), issue('keras-team/keras', 19740)],
  },
  Denominator: {
    title: 'A denominator from outside',
    bug: 'Each micro-batch divides by its own rows, or by both; the gradient by another number.',
    effect: 'Loss and gradient depend on how a batch is cut into steps of accumulation.',
    fix: 'Divide the sum by what is given, and by nothing else.',
    links: [issue('huggingface/transformers', 37766)],
  },
  OptionsTogether: {
    title: 'Two or three options at once',
    bug: 'Each option is right alone: padding keeps its weight, or its part of the smoothing.',
    effect: 'The loss moves with what should not count.',
    fix: 'Weigh the targets, smooth them, and leave out ignored rows everywhere.',
    links: [
      issue('tracel-ai/burn', 5568),
      issue('linkedin/Liger-Kernel', 198),
      issue('NVIDIA/TransformerEngine', 2476),
    ],
  },
  AllIgnored: {
    title: 'No row counts',
    bug: '0 / 0 is left to chance.',
    effect: 'A batch of padding makes the loss NaN where 0 was promised, or the reverse.',
    fix: 'Decide, and declare the policy allIgnoredMean.',
    links: [issue('pytorch/pytorch', 30984)],
  },
  PosWeight: {
    title: 'A weight for positive examples',
    bug: 'The weight on the negative term.',
    effect: 'Recall is traded the wrong way.',
    fix: 'w t softplus(-x) + (1 - t) softplus(x).',
    links: [],
  },
  Empty: {
    title: 'A batch of no rows',
    bug: 'The sum made from the mean.',
    effect: 'NaN where the sum is 0.',
    fix: 'An empty sum is 0.',
    links: [],
  },
  Drawn: {
    title: 'Inputs drawn from a fixed seed',
    bug: 'Whatever hand-written lists do not think of.',
    effect: 'An error at ordinary numbers with all their bits.',
    fix: 'See which mistakes the case refutes.',
    links: [],
  },
} as const satisfies Readonly<Record<string, Note>>

export type Flag = keyof typeof notes
