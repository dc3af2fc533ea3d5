"""Executable laws for classification losses: softmax, cross-entropy, sigmoid, and their gradients.

import losslaws.torch
import torch.nn.functional as F

losses = losslaws.torch.implementation(cross_entropy=F.cross_entropy, softmax=F.softmax)
test_laws = losslaws.laws(losses)  # in a test file of pytest
losslaws.judge(losses)             # in a notebook
"""

from .engine import EngineError
from .fixtures import Case, fixtures
from .implementation import Implementation, Operation
from .report import Cause, Report
from .trial import Laws, check, judge, laws, replay

__all__ = [
    "Case",
    "Cause",
    "EngineError",
    "Implementation",
    "Laws",
    "Operation",
    "Report",
    "check",
    "fixtures",
    "judge",
    "laws",
    "replay",
]
