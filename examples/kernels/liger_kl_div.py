"""Liger-Kernel's KL divergence, of the log-probabilities that torch makes of logits."""

import pytest

DEVICE = pytest.importorskip("interpreter", reason="torch or Triton is not installed").DEVICE  # before triton

import losslaws  # noqa: E402
import losslaws.torch  # noqa: E402
import torch  # noqa: E402

liger = pytest.importorskip("liger_kernel.transformers", reason="liger-kernel is not installed")

divergence = liger.LigerKLDIVLoss(reduction="none")


def kl_divergence(logits, weights):
    """The loss of each row `[N]`: the kernel gives the terms of every class."""
    return divergence(torch.log_softmax(logits, -1), weights.to(logits.dtype)).sum(-1)


implementation = losslaws.torch.implementation(
    kl_divergence=kl_divergence,
    logits=torch.bfloat16,
    device=DEVICE,
    name="Liger-Kernel, KL divergence",
)
test_laws = losslaws.laws(implementation, tier="textbook", runs=20, classes=32769)
