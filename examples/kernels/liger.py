"""Liger-Kernel: its softmax and its cross-entropy, which writes the gradient over the logits."""

import pytest

DEVICE = pytest.importorskip("interpreter", reason="torch or Triton is not installed").DEVICE  # before triton

import losslaws  # noqa: E402
import losslaws.torch  # noqa: E402
import torch  # noqa: E402

liger = pytest.importorskip("liger_kernel.transformers", reason="liger-kernel is not installed")


def cross_entropy(
    z, labels, weight=None, ignore_index=-100, label_smoothing=0.0, lse_square_scale=0.0, softcap=None, reduction="mean"
):
    if weight is not None and lse_square_scale > 0:
        raise NotImplementedError("weights do not reach the z-loss: a note in the kernel says so")
    loss = liger.LigerCrossEntropyLoss(weight, ignore_index, lse_square_scale, label_smoothing, reduction, softcap)
    return loss(z, labels)


implementation = losslaws.torch.implementation(
    cross_entropy=cross_entropy,
    softmax=liger.LigerSoftmax(),
    logits=torch.bfloat16,
    targets=torch.float32,
    device=DEVICE,
    name="Liger-Kernel",
    policies={"allNegInfRow": "nan", "posInfLogit": "nan", "allIgnoredMean": "zero"},
)
test_laws = losslaws.laws(implementation, tier="textbook", runs=20, rows=33, classes=65536)
