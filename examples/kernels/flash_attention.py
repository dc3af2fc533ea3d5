"""FlashAttention's cross-entropy, with smoothing, ignored rows, a scale of the logits and a z-loss."""

import pytest

DEVICE = pytest.importorskip("interpreter", reason="torch or Triton is not installed").DEVICE  # before triton

import losslaws  # noqa: E402
import losslaws.torch  # noqa: E402
import torch  # noqa: E402
from packages import module_of  # noqa: E402

flash = module_of("flash_attn.ops.triton.cross_entropy")


def cross_entropy(
    z, labels, ignore_index=-100, label_smoothing=0.0, temperature=1.0, lse_square_scale=0.0, reduction="mean"
):
    """As `flash_attn.losses.cross_entropy.CrossEntropyLoss`, which asserts that logits are on a GPU."""
    if DEVICE == "cuda" and z.stride(0) == 1:
        raise NotImplementedError("a stride of 1 is a constant to Triton, whose `.to` the kernel cannot be compiled with")
    losses, _ = flash.cross_entropy_loss(
        z,
        labels,
        label_smoothing=label_smoothing,
        logit_scale=1 / temperature,
        lse_square_scale=lse_square_scale,
        ignore_index=ignore_index,
    )
    if reduction == "none":
        return losses
    return losses.sum() / ((labels != ignore_index).sum() if reduction == "mean" else 1)


implementation = losslaws.torch.implementation(
    cross_entropy=cross_entropy,
    logits=torch.bfloat16,
    targets=torch.float32,
    device=DEVICE,
    name="FlashAttention",
    policies={"allIgnoredMean": "nan"},
)
test_laws = losslaws.laws(implementation, tier="textbook", runs=20, rows=33, classes=32769)
