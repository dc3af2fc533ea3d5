"""A fused cross-entropy in Triton: online in blocks, with the gradient written over a binary32 copy of the logits.

Faults that were reported of such kernels can be planted: `FAULT=zero-lanes pytest triton_cross_entropy.py`. As it was first
written, the laws found three more that nobody had planted: a first block that is wholly masked made NaN of −∞ − (−∞), the
gradient was rounded to bfloat16 before it was divided by the rows and after, and an ignored row multiplied 0 by its cotangent.
"""

import os

import pytest

DEVICE = pytest.importorskip("interpreter", reason="torch or Triton is not installed").DEVICE  # before triton

import losslaws  # noqa: E402
import losslaws.torch  # noqa: E402
import torch  # noqa: E402
import triton  # noqa: E402
from triton import language as tl  # noqa: E402

#: zero-lanes: lanes beyond the row hold 0 (verl-project/verl#2899). capped-lanes: and so they do in rows of more than one block
#: alone (unsloth). first-cotangent: every row gets the upstream gradient of the first (linkedin/Liger-Kernel#1298).
FAULTS = ("zero-lanes", "capped-lanes", "first-cotangent")
FAULT = os.environ.get("FAULT", "")
assert FAULT in ("", *FAULTS), f"expected FAULT to be one of {', '.join(FAULTS)}, but received {FAULT}"


@triton.jit
def kernel(loss, logits, labels, stride, classes, ignored, smoothing, BESIDE: tl.constexpr, BLOCK: tl.constexpr):
    """Writes the loss of a row, and its gradient over the logits. Lanes beyond the row hold BESIDE."""
    row = tl.program_id(0)
    logits += row * stride
    label = tl.load(labels + row)
    if label == ignored:
        for start in range(0, classes, BLOCK):
            columns = start + tl.arange(0, BLOCK)
            tl.store(logits + columns, tl.zeros([BLOCK], logits.dtype.element_ty), mask=columns < classes)
        tl.store(loss + row, 0.0)
        return
    most, total, mean = -float("inf"), 0.0, 0.0
    for start in range(0, classes, BLOCK):
        columns = start + tl.arange(0, BLOCK)
        z = tl.load(logits + columns, mask=columns < classes, other=BESIDE).to(tl.float32)
        above = tl.maximum(most, tl.max(z, axis=0))
        # Blocks that are masked so far have no greatest logit to take out.
        shift = tl.where(above == -float("inf"), 0.0, above)
        total = total * tl.exp(most - shift) + tl.sum(tl.exp(z - shift), axis=0)
        mean += tl.sum(tl.where(columns < classes, z, 0.0), axis=0) / classes
        most = above
    lse = most + tl.log(total)
    own = tl.load(logits + label).to(tl.float32)
    value = lse - own
    if smoothing > 0:
        value = (1 - smoothing) * value + smoothing * (lse - mean)
    tl.store(loss + row, value)
    for start in range(0, classes, BLOCK):
        columns = start + tl.arange(0, BLOCK)
        z = tl.load(logits + columns, mask=columns < classes, other=BESIDE).to(tl.float32)
        target = tl.where(columns == label, 1 - smoothing, 0.0) + smoothing / classes
        tl.store(logits + columns, (tl.exp(z - lse) - target).to(logits.dtype.element_ty), mask=columns < classes)


class CrossEntropy(torch.autograd.Function):
    @staticmethod
    def forward(context, z, labels, ignored, smoothing):
        gradient, loss = z.to(torch.float32, copy=True), torch.empty(z.shape[0], device=z.device)
        block = min(triton.next_power_of_2(z.shape[1]), 1024)
        zeros = FAULT == "zero-lanes" or (FAULT == "capped-lanes" and z.shape[1] > block)
        kernel[(z.shape[0],)](
            loss, gradient, labels, gradient.stride(0), z.shape[1], ignored, smoothing,
            BESIDE=0.0 if zeros else -float("inf"), BLOCK=block,
        )  # fmt: skip
        context.save_for_backward(gradient, labels != ignored)
        context.dtype = z.dtype
        return loss

    @staticmethod
    def backward(context, g):
        gradient, counts = context.saved_tensors
        cotangent = torch.where(counts, g[:1] if FAULT == "first-cotangent" else g, 0)
        return (gradient * cotangent[:, None]).to(context.dtype), None, None, None


def cross_entropy(z, labels, ignore_index=-100, label_smoothing=0.0, reduction="mean"):
    losses = CrossEntropy.apply(z, labels, ignore_index, label_smoothing)
    if reduction == "none":
        return losses
    return losses.sum() / ((labels != ignore_index).sum() if reduction == "mean" else 1)


implementation = losslaws.torch.implementation(
    cross_entropy=cross_entropy,
    logits=torch.bfloat16,
    device=DEVICE,
    name="cross-entropy in Triton",
    policies={"allIgnoredMean": "nan"},
)
test_laws = losslaws.laws(implementation, tier="textbook", runs=30, rows=100)
