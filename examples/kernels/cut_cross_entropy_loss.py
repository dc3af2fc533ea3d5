"""Cut cross-entropy: the loss of a vocabulary whose logits are never stored. `FILTER=high` leaves small gradients out, as it does unless told."""

import os

import pytest

DEVICE = pytest.importorskip("interpreter", reason="torch or Triton is not installed").DEVICE  # before triton

import losslaws  # noqa: E402
import losslaws.torch  # noqa: E402
import torch  # noqa: E402
from linear import of_logits  # noqa: E402

cut = pytest.importorskip("cut_cross_entropy", reason="cut-cross-entropy is not installed")
FILTER = os.environ.get("FILTER")


def cross_entropy(z, labels, ignore_index=-100, softcap=None, reduction="mean"):
    def loss(tokens, vocabulary, labels):
        return cut.linear_cross_entropy(tokens, vocabulary, labels, ignore_index, softcap, reduction, filter_eps=FILTER)

    return of_logits(loss)(z, labels)


implementation = losslaws.torch.implementation(
    cross_entropy=cross_entropy,
    logits=torch.bfloat16,
    device=DEVICE,
    name="cut cross-entropy",
    policies={"allIgnoredMean": "nan"},
)
test_laws = losslaws.laws(implementation, tier="textbook", runs=20, rows=17, classes=1025)
