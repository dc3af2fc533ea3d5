"""Unsloth's cross-entropy, with ignored rows, a scale of the logits, a soft cap, and a denominator from outside."""

import os

import pytest

DEVICE = pytest.importorskip("interpreter", reason="torch or Triton is not installed").DEVICE  # before triton

import losslaws  # noqa: E402
import losslaws.torch  # noqa: E402
import torch  # noqa: E402
from packages import module_of  # noqa: E402
from triton import language as tl  # noqa: E402

os.environ["UNSLOTH_ALLOW_CPU"] = "1"
unsloth = module_of(
    "unsloth.kernels.cross_entropy_loss",
    folders=["unsloth_zoo"],
    unasked=[
        "transformers.models.llama.modeling_llama",
        "unsloth_zoo.loss_utils",
        "unsloth_zoo.temporary_patches.common",
    ],
)
if DEVICE == "cpu":
    # The interpreter mends what is called by way of the module.
    unsloth.triton_cast = lambda x, dtype: tl.cast(x, dtype)


def cross_entropy(z, labels, ignore_index=-100, temperature=1.0, softcap=None, denominator=None, reduction="mean"):
    labels = labels.masked_fill(labels == ignore_index, -100)
    shaping = (softcap or 0, 0 if temperature == 1 else 1 / temperature)
    if reduction == "mean":
        return unsloth.fast_cross_entropy_loss(z[None], labels[None], *shaping, denominator)
    losses = unsloth.Fast_CrossEntropyLoss.apply(z, labels, *shaping)
    return losses if reduction == "none" else losses.sum()


implementation = losslaws.torch.implementation(
    cross_entropy=cross_entropy,
    logits=torch.bfloat16,
    targets=torch.float32,
    device=DEVICE,
    name="Unsloth",
    policies={"allIgnoredMean": "zero"},
)
test_laws = losslaws.laws(implementation, tier="textbook", runs=20, rows=33, classes=131073)
