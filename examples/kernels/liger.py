"""Liger-Kernel: its softmax and its cross-entropy, which writes the gradient over the logits."""

from interpreter import DEVICE  # before triton and torch

import losslaws
import losslaws.torch
import pytest

import torch

pytest.importorskip("liger_kernel", reason="liger-kernel is not installed")
from liger_kernel.transformers import LigerCrossEntropyLoss, LigerSoftmax  # noqa: E402

implementation = losslaws.torch.implementation(
    cross_entropy=LigerCrossEntropyLoss,
    softmax=LigerSoftmax(),
    logits=torch.bfloat16,
    targets=torch.float32,
    device=DEVICE,
    name="Liger-Kernel",
    policies={"allNegInfRow": "nan", "posInfLogit": "nan", "allIgnoredMean": "zero"},
)
test_laws = losslaws.laws(implementation, tier="textbook", runs=30, rows=100, classes=65536)
