import crossEntropyClipsProbability from './cross-entropy-clips-probability.ts'
import crossEntropyEpsilonInLog from './cross-entropy-epsilon-in-log.ts'
import crossEntropyLogOfSoftmax from './cross-entropy-log-of-softmax.ts'
import crossEntropyLogOfSum from './cross-entropy-log-of-sum.ts'
import crossEntropyAtTheOffset from './cross-entropy-at-the-offset.ts'
import crossEntropyInBits from './cross-entropy-in-bits.ts'
import crossEntropySignLost from './cross-entropy-sign-lost.ts'
import crossEntropyDoubleSoftmax from './cross-entropy-double-softmax.ts'
import crossEntropyTemperatureTwo from './cross-entropy-temperature-two.ts'
import crossEntropyMeanOverClasses from './cross-entropy-mean-over-classes.ts'
import crossEntropyOfSigmoids from './cross-entropy-of-sigmoids.ts'
import softCrossEntropyZeroTimesInfinity from './soft-cross-entropy-zero-times-infinity.ts'
import softCrossEntropyIsDivergence from './soft-cross-entropy-is-divergence.ts'
import softCrossEntropySwappedArguments from './soft-cross-entropy-swapped-arguments.ts'
import softCrossEntropyHardensTarget from './soft-cross-entropy-hardens-target.ts'
import softCrossEntropyAssumesUnitMass from './soft-cross-entropy-assumes-unit-mass.ts'
import gradientAssumesUnitMass from './gradient-assumes-unit-mass.ts'
import gradientSignFlipped from './gradient-sign-flipped.ts'
import gradientHalved from './gradient-halved.ts'
import gradientOnlyAtLabel from './gradient-only-at-label.ts'
import gradientByDivision from './gradient-by-division.ts'
import gradientCancelsAtLabel from './gradient-cancels-at-label.ts'
import softmaxVjpDiagonalOnly from './softmax-vjp-diagonal-only.ts'
import softmaxVjpNoMean from './softmax-vjp-no-mean.ts'
import softmaxVjpSumNotWeighted from './softmax-vjp-sum-not-weighted.ts'
import softmaxVjpZero from './softmax-vjp-zero.ts'
import softmaxVjpTakesCotangentForOneHot from './softmax-vjp-takes-cotangent-for-one-hot.ts'
import logSoftmaxVjpBySoftmaxFormula from './log-softmax-vjp-by-softmax-formula.ts'
import bceLogOfSigmoid from './bce-log-of-sigmoid.ts'
import bceLogOfOnePlus from './bce-log-of-one-plus.ts'
import bceEpsilonInLog from './bce-epsilon-in-log.ts'
import bceCornerAtZero from './bce-corner-at-zero.ts'
import bceClampsLogit from './bce-clamps-logit.ts'
import bceDropsNegativeTerm from './bce-drops-negative-term.ts'
import bceHardensTarget from './bce-hardens-target.ts'
import bceLabelsSwapped from './bce-labels-swapped.ts'
import bceGradientOfProbability from './bce-gradient-of-probability.ts'
import bceGradientCancels from './bce-gradient-cancels.ts'
import logOfSoftmax from './log-of-softmax.ts'
import logSoftmaxEpsilonInLog from './log-softmax-epsilon-in-log.ts'
import logSoftmaxNoMaxShift from './log-softmax-no-max-shift.ts'
import logSoftmaxHalfShifted from './log-softmax-half-shifted.ts'
import logSoftmaxAtTheOffset from './log-softmax-at-the-offset.ts'
import logSoftmaxLogOfSum from './log-softmax-log-of-sum.ts'
import logSoftmaxInBits from './log-softmax-in-bits.ts'
import onlineLogSoftmaxForgetsRescaling from './online-log-softmax-forgets-rescaling.ts'
import logsumexpNaive from './logsumexp-naive.ts'
import logsumexpForgotToAddMaxBack from './logsumexp-forgot-to-add-max-back.ts'
import logsumexpMaxInitialisedToZero from './logsumexp-max-initialised-to-zero.ts'
import logsumexpDropsSmallTerms from './logsumexp-drops-small-terms.ts'
import logsumexpAllMinusInfinity from './logsumexp-all-minus-infinity.ts'
import logsumexpOfMean from './logsumexp-of-mean.ts'
import logsumexpHardMaximum from './logsumexp-hard-maximum.ts'
import logsumexpEpsilonInLog from './logsumexp-epsilon-in-log.ts'
import logsumexpSignLost from './logsumexp-sign-lost.ts'
import logsumexpPlusInfinity from './logsumexp-plus-infinity.ts'
import onlineLogsumexpStartsMasked from './online-logsumexp-starts-masked.ts'
import sigmoidNaiveExponential from './sigmoid-naive-exponential.ts'
import sigmoidByTanh from './sigmoid-by-tanh.ts'
import sigmoidOneBranch from './sigmoid-one-branch.ts'
import sigmoidOneMinusSigmoid from './sigmoid-one-minus-sigmoid.ts'
import hardSigmoid from './hard-sigmoid.ts'
import sigmoidClipped from './sigmoid-clipped.ts'
import sigmoidIsTanh from './sigmoid-is-tanh.ts'
import sigmoidSignFlipped from './sigmoid-sign-flipped.ts'
import softplusNaive from './softplus-naive.ts'
import softplusLogOfOnePlus from './softplus-log-of-one-plus.ts'
import softplusThreshold from './softplus-threshold.ts'
import softplusIsRelu from './softplus-is-relu.ts'
import softplusSignFlipped from './softplus-sign-flipped.ts'
import logOfSigmoid from './log-of-sigmoid.ts'
import logSigmoidSignLost from './log-sigmoid-sign-lost.ts'
import logSigmoidOfOtherClass from './log-sigmoid-of-other-class.ts'
import logSigmoidLogOfOnePlus from './log-sigmoid-log-of-one-plus.ts'
import type { Mistake } from './mistake.ts'
import maskedRowUniform from './masked-row-uniform.ts'
import infiniteLogitUndeclared from './infinite-logit-undeclared.ts'
import nanSwallowed from './nan-swallowed.ts'
import lossInAnArray from './loss-in-an-array.ts'
import dropoutLeftOn from './dropout-left-on.ts'
import softmaxSharesItsBuffer from './softmax-shares-its-buffer.ts'
import softmaxInPlace from './softmax-in-place.ts'
import binaryBatchGradientThroughSigmoid from './binary-batch-gradient-through-sigmoid.ts'
import binaryBatchGradientNotAveraged from './binary-batch-gradient-not-averaged.ts'
import binaryBatchSumIsMean from './binary-batch-sum-is-mean.ts'
import binaryBatchMeanOverTwo from './binary-batch-mean-over-two.ts'
import binaryBatchLogOfSigmoid from './binary-batch-log-of-sigmoid.ts'
import posWeightOnNegatives from './pos-weight-on-negatives.ts'
import labelWrapsAround from './label-wraps-around.ts'
import allIgnoredMeanGuarded from './all-ignored-mean-guarded.ts'
import ignoredRowsKeepTheirGradient from './ignored-rows-keep-their-gradient.ts'
import ignoreIndexForgotten from './ignore-index-forgotten.ts'
import ignoredRowsCounted from './ignored-rows-counted.ts'
import smoothingForgetsWeights from './smoothing-forgets-weights.ts'
import smoothingOverOtherClasses from './smoothing-over-other-classes.ts'
import classWeightByRow from './class-weight-by-row.ts'
import weightedMeanDividesByRows from './weighted-mean-divides-by-rows.ts'
import batchGradientNotAveraged from './batch-gradient-not-averaged.ts'
import batchGradientOfFirstRow from './batch-gradient-of-first-row.ts'
import batchSumFromMean from './batch-sum-from-mean.ts'
import batchSumIsMean from './batch-sum-is-mean.ts'
import batchMeansOverEntries from './batch-means-over-entries.ts'
import batchNormalisesColumns from './batch-normalises-columns.ts'
import batchShiftsByBatchMaximum from './batch-shifts-by-batch-maximum.ts'
import onlineSoftmaxForgetsRescaling from './online-softmax-forgets-rescaling.ts'
import softmaxCleansInfinities from './softmax-cleans-infinities.ts'
import sigmoidForSoftmax from './sigmoid-for-softmax.ts'
import softmaxExpThroughPowersOfTwo from './softmax-exp-through-powers-of-two.ts'
import softmaxBaseTwo from './softmax-base-two.ts'
import softmaxHardMaximum from './softmax-hard-maximum.ts'
import softmaxWithoutExponential from './softmax-without-exponential.ts'
import softmaxEpsilonInDenominator from './softmax-epsilon-in-denominator.ts'
import softmaxDivisionFree from './softmax-division-free.ts'
import softmaxMaxInitialisedToZero from './softmax-max-initialised-to-zero.ts'
import softmaxNoMaxShift from './softmax-no-max-shift.ts'

/** The gallery: every mistake on show. */
export const mistakes: readonly Mistake[] = [
  softmaxNoMaxShift,
  onlineSoftmaxForgetsRescaling,
  softmaxCleansInfinities,
  sigmoidForSoftmax,
  softmaxExpThroughPowersOfTwo,
  softmaxBaseTwo,
  softmaxHardMaximum,
  softmaxWithoutExponential,
  softmaxEpsilonInDenominator,
  softmaxDivisionFree,
  softmaxMaxInitialisedToZero,
  crossEntropyClipsProbability,
  crossEntropyEpsilonInLog,
  crossEntropyLogOfSoftmax,
  crossEntropyLogOfSum,
  crossEntropyAtTheOffset,
  crossEntropyInBits,
  crossEntropySignLost,
  crossEntropyDoubleSoftmax,
  crossEntropyTemperatureTwo,
  crossEntropyMeanOverClasses,
  crossEntropyOfSigmoids,
  softCrossEntropyZeroTimesInfinity,
  softCrossEntropyIsDivergence,
  softCrossEntropySwappedArguments,
  softCrossEntropyHardensTarget,
  softCrossEntropyAssumesUnitMass,
  gradientAssumesUnitMass,
  gradientSignFlipped,
  gradientHalved,
  gradientOnlyAtLabel,
  gradientByDivision,
  gradientCancelsAtLabel,
  softmaxVjpDiagonalOnly,
  softmaxVjpNoMean,
  softmaxVjpSumNotWeighted,
  softmaxVjpZero,
  softmaxVjpTakesCotangentForOneHot,
  logSoftmaxVjpBySoftmaxFormula,
  bceLogOfSigmoid,
  bceLogOfOnePlus,
  bceEpsilonInLog,
  bceCornerAtZero,
  bceClampsLogit,
  bceDropsNegativeTerm,
  bceHardensTarget,
  bceLabelsSwapped,
  bceGradientOfProbability,
  bceGradientCancels,
  logOfSoftmax,
  logSoftmaxEpsilonInLog,
  logSoftmaxNoMaxShift,
  logSoftmaxHalfShifted,
  logSoftmaxAtTheOffset,
  logSoftmaxLogOfSum,
  logSoftmaxInBits,
  onlineLogSoftmaxForgetsRescaling,
  logsumexpNaive,
  logsumexpForgotToAddMaxBack,
  logsumexpMaxInitialisedToZero,
  logsumexpDropsSmallTerms,
  logsumexpAllMinusInfinity,
  logsumexpOfMean,
  logsumexpHardMaximum,
  logsumexpEpsilonInLog,
  logsumexpSignLost,
  logsumexpPlusInfinity,
  onlineLogsumexpStartsMasked,
  sigmoidNaiveExponential,
  sigmoidByTanh,
  sigmoidOneBranch,
  sigmoidOneMinusSigmoid,
  hardSigmoid,
  sigmoidClipped,
  sigmoidIsTanh,
  sigmoidSignFlipped,
  softplusNaive,
  softplusLogOfOnePlus,
  softplusThreshold,
  softplusIsRelu,
  softplusSignFlipped,
  logOfSigmoid,
  logSigmoidSignLost,
  logSigmoidOfOtherClass,
  logSigmoidLogOfOnePlus,
  batchShiftsByBatchMaximum,
  batchNormalisesColumns,
  batchMeansOverEntries,
  batchSumIsMean,
  batchSumFromMean,
  batchGradientOfFirstRow,
  batchGradientNotAveraged,
  weightedMeanDividesByRows,
  classWeightByRow,
  smoothingOverOtherClasses,
  smoothingForgetsWeights,
  ignoredRowsCounted,
  ignoreIndexForgotten,
  ignoredRowsKeepTheirGradient,
  allIgnoredMeanGuarded,
  labelWrapsAround,
  posWeightOnNegatives,
  binaryBatchLogOfSigmoid,
  binaryBatchMeanOverTwo,
  binaryBatchSumIsMean,
  binaryBatchGradientNotAveraged,
  binaryBatchGradientThroughSigmoid,
  softmaxInPlace,
  softmaxSharesItsBuffer,
  dropoutLeftOn,
  lossInAnArray,
  nanSwallowed,
  infiniteLogitUndeclared,
  maskedRowUniform,
]
