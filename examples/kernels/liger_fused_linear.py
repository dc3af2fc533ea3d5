"""Liger-Kernel's fused linear cross-entropy, which makes its logits itself, a few rows at a time."""

import pytest

DEVICE = pytest.importorskip("interpreter", reason="torch or Triton is not installed").DEVICE  # before triton

import losslaws  # noqa: E402
import losslaws.torch  # noqa: E402
import torch  # noqa: E402
from linear import of_logits  # noqa: E402

liger = pytest.importorskip("liger_kernel.transformers", reason="liger-kernel is not installed")


def cross_entropy(
    z, labels, weight=None, ignore_index=-100, label_smoothing=0.0, lse_square_scale=0.0, softcap=None, reduction="mean"
):
    if ((labels < 0) | (labels >= z.shape[1])).logical_and(labels != ignore_index).any():
        raise IndexError("labels are not checked: it would read and write outside of the row")
    if weight is not None and lse_square_scale > 0:
        raise NotImplementedError("weights do not reach the z-loss: a note in the kernel says so")
    fused = liger.LigerFusedLinearCrossEntropyLoss(
        weight, ignore_index, lse_square_scale, label_smoothing, reduction, softcap
    )
    return of_logits(lambda tokens, vocabulary, labels: fused(vocabulary, tokens, labels))(z, labels)


implementation = losslaws.torch.implementation(
    cross_entropy=cross_entropy,
    logits=torch.bfloat16,
    targets=torch.float32,
    device=DEVICE,
    name="Liger-Kernel, fused linear",
    policies={"allIgnoredMean": "zero"},
)
test_laws = losslaws.laws(implementation, tier="textbook", runs=20, rows=33, classes=32769)
