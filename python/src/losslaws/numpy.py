"""Implementations over NumPy: `losslaws.numpy.implementation(softmax=…, log_sum_exp=…)`."""

from __future__ import annotations

from functools import partial

import numpy as np

from .array_api import implementation as _implementation

#: Explicit functions by their names: see `losslaws.array_api.implementation`.
implementation = partial(_implementation, np)
