"""Transformer Engine's parallel cross-entropy on one device, with smoothing and ignored rows."""

import pytest

DEVICE = pytest.importorskip("interpreter", reason="torch or Triton is not installed").DEVICE  # before triton

import losslaws  # noqa: E402
import losslaws.torch  # noqa: E402
import torch  # noqa: E402
from packages import module_of  # noqa: E402

engine = module_of(
    "transformer_engine.pytorch.cross_entropy",
    folders=["transformer_engine.common.triton", "transformer_engine.pytorch.triton"],
    unasked=["transformer_engine.pytorch.jit"],
)


def cross_entropy(z, labels, ignore_index=-100, label_smoothing=0.0, reduction="mean"):
    """As `parallel_cross_entropy`, which refuses what is not on a GPU, and what is empty."""
    if z.numel() == 0:
        raise NotImplementedError("dimensions of 0 are refused")
    losses = engine.CrossEntropyFunction.apply(
        z[None], labels[None], label_smoothing, reduction == "mean", None, ignore_index
    )
    return losses[0] if reduction == "none" else losses.sum()


implementation = losslaws.torch.implementation(
    cross_entropy=cross_entropy,
    logits=torch.bfloat16,
    targets=torch.float32,
    device=DEVICE,
    name="Transformer Engine",
    policies={"allIgnoredMean": "zero"},
)
test_laws = losslaws.laws(implementation, tier="textbook", runs=20, rows=33, classes=65536)
