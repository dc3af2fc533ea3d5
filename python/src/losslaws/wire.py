"""Numbers on the wire: lists, or little-endian doubles in base64, and words for what JSON lacks."""

from __future__ import annotations

from base64 import b64decode, b64encode
from typing import Any

import numpy as np
from numpy.typing import NDArray

Doubles = NDArray[np.float64]
#: A line of the wire.
Message = dict[str, Any]

#: Vectors of so many numbers are packed.
_LEAST_PACKED = 64


def decoded(x: Any, shape: str) -> Doubles:
    """The numbers of an argument: one, a vector `[K]`, or rows `[N, K]`."""
    if shape == "number":
        return np.asarray(float(x))
    if shape == "vector":
        return _vector(x)
    # Of no rows nobody knows how many classes they have.
    return np.stack([_vector(row) for row in x]) if x else np.empty((0, 1))


def encoded(x: Doubles) -> Any:
    """The numbers of a result as JSON keeps them."""
    if x.ndim > 1:
        return [encoded(row) for row in x]
    if x.ndim == 1 and len(x) >= _LEAST_PACKED:
        return {"f64": b64encode(x.astype("<f8").tobytes()).decode()}
    plain = np.isfinite(x) & ~((x == 0) & np.signbit(x))
    return x.tolist() if plain.all() else [_word(y) for y in x] if x.ndim == 1 else _word(float(x))


def _vector(x: Any) -> Doubles:
    if isinstance(x, dict):
        return np.frombuffer(b64decode(x["f64"]), "<f8").astype(np.float64)
    # NumPy reads the words as Python's float does.
    return np.array(x, dtype=np.float64)


def _word(x: float) -> float | str:
    if np.isnan(x):
        return "NaN"
    if np.isinf(x):
        return "Infinity" if x > 0 else "-Infinity"
    return "-0" if x == 0 and np.signbit(x) else float(x)
