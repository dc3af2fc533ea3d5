/**
 * Executable laws for classification losses: arithmetics, the losses over any of them, laws,
 * mistakes, verdicts, and checks of gradients. Everything here runs in a browser too, but for
 * `allLaws`, which reads files.
 *
 * All losses take logits and are measured in nats. A row of logits is a vector of N numbers, a
 * label an integer from 0 to N - 1, a target a vector of N weights, a batch a list of rows.
 *
 * @module losslaws
 */
export type { Arithmetic } from './arithmetic/arithmetic.ts'
export { bigfloat } from './arithmetic/bigfloat.ts'
export { binary64 } from './arithmetic/binary64.ts'
export { complex, type Complex } from './arithmetic/complex.ts'
export { decimal } from './arithmetic/decimal.ts'
export { dual } from './arithmetic/dual.ts'
export { exact, type Exact } from './arithmetic/exact.ts'
export { formats, round, ulp, ulps, type Format, type FormatName } from './arithmetic/format.ts'
export { interval, type Interval } from './arithmetic/interval.ts'
export { rounded } from './arithmetic/rounded.ts'
export type {
  BatchOptions,
  BinaryBatchOptions,
  OperationName,
  Operations,
} from './contract/operations.ts'
export type { DeclaredFormat, Domain, Elementary, Mix } from './contract/numbers.ts'
export type { Reproduce } from './contract/reproduce.ts'
export type { Policies } from './contract/policies.ts'
export {
  gradient,
  hessian,
  hessianTimes,
  slopeAlong,
  type ScalarFunction,
  type VectorFunction,
} from './calculus/derivatives.ts'
export type { Order } from './calculus/difference.ts'
export {
  fitGaussian,
  gaussian,
  linearFromGaussian,
  type GaussianShape,
} from './learning/models/gaussian.ts'
export { heads, type Head, type HeadName } from './core/heads.ts'
export { losses } from './core/losses.ts'
export {
  initialParameters,
  linear,
  network,
  parameterCount,
  type Activation,
  type Classifier,
  type NetworkShape,
} from './learning/models/network.ts'
export {
  meanGradient,
  meanLoss,
  train,
  type Descent,
  type Example,
} from './learning/models/train.ts'
export type { Case as RecordedCase, Fixture } from './records/fixture.ts'
export { lawsFrom } from './records/law.ts'
export { parseFixture } from './records/parse.ts'
export type { Implementation } from './contract/implementation.ts'
export { implementationFrom } from './contract/declaration.ts'
export { implementationOf, reference, references } from './core/reference.ts'
export {
  atLeast,
  atMost,
  between,
  identical,
  near,
  nearEach,
  exactTotal as total,
  type Claim,
  type Enclosure,
} from './laws/claim.ts'
export { laws } from './laws/index.ts'
export { allLaws } from './trial/all-laws.ts'
export {
  ask,
  askEach,
  askRaw,
  law,
  type AnyLaw,
  type Every,
  type Inputs,
  type Law,
  type Tier,
} from './laws/law.ts'
export { select } from './laws/select.ts'
export { mistakes } from './mistakes/index.ts'
export type { Mistake } from './mistakes/mistake.ts'
export { explainGradient } from './calculus/explain-gradient.ts'
export { explain } from './verdict/explain.ts'
export {
  gradientCheck,
  type GradientOptions,
  type GradientReport,
} from './calculus/gradient-check.ts'
export type { SlopeVerdict } from './calculus/slope-checker.ts'
export type { Given as GivenGradient } from './calculus/given-slope.ts'
export { taylorTest, type TaylorOptions, type TaylorReport } from './calculus/taylor-test.ts'
export type { Verdict, Witness } from './verdict/verdict.ts'
export { verify, verifyAt, type Options } from './verdict/verify.ts'
