import { checkGrads } from './autograd.ts'
import type { Checker } from './checker.ts'
import { cs231n } from './cs231n.ts'
import {
  assertClose,
  boundaryShapes,
  flashAttention,
  goldenGate,
  kernelBench,
  liger,
} from './kernels.ts'
import { onnx } from './onnx.ts'
import { computeGradient } from './tensorflow.ts'
import { gradcheck, gradcheckFast } from './torch.ts'
import { webnn } from './webnn.ts'

/**
 * Checks that people use today: five of gradients against differences in doubles, two of values in
 * conformance suites, and six of kernels beside another program.
 */
export const checkers: readonly Checker[] = [
  gradcheck,
  gradcheckFast,
  cs231n,
  checkGrads,
  computeGradient,
  onnx,
  webnn,
  kernelBench,
  liger,
  assertClose,
  flashAttention,
  goldenGate,
  boundaryShapes,
]
