"""Implementations over NumPy, or any library of the array-API standard: explicit functions.

Functions go by the names of the contract in Python's spelling, and take its arguments one call at a
time: `softmax(logits)` is given a vector `[K]`, `cross_entropy(logits, label)` also an integer array
`[]`, and `batch_cross_entropy(rows, labels, *, reduction, class_weights, …)` rows `[N, K]`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from difflib import get_close_matches
from typing import Any

import numpy as np

from .contract import BY_SNAKE
from .implementation import LABELS, LOGITS, Array, Implementation, Operation, are_integers
from .numbers import assembled, format_of
from .wire import Doubles


class ArrayLibrary:
    """The arrays of a namespace of the array-API standard: NumPy, CuPy, dpctl, …"""

    def __init__(self, xp: Any, logits: Any, targets: Any, device: Any = None) -> None:
        self._xp, self._logits, self._targets = xp, logits, targets
        self._where = {} if device is None else {"device": device}

    def trial(self) -> AbstractContextManager[None]:
        """Nothing beside it."""
        return nullcontext()

    def put(self, kind: str, x: Doubles) -> Array:
        """Labels as integers where they are some; what is none is left to the function to refuse."""
        # A copy: what is written into it is not what was asked.
        own = np.array(x)
        if kind in LABELS:
            fits = are_integers(x, 64)
            return self._xp.asarray(own.astype(np.int64) if fits else own, **self._where)
        dtype = self._logits if kind in LOGITS else self._targets
        return self._xp.asarray(own, dtype=dtype, **self._where)

    def get(self, x: Array) -> Doubles:
        """The numbers of an array, or of anything that NumPy takes for one."""
        try:
            return np.array(x, dtype=np.float64)
        except (TypeError, ValueError, RuntimeError):
            return np.array(np.from_dlpack(x), dtype=np.float64)

    def format(self, x: Array) -> str | None:
        """That of its type; a float of Python is binary64."""
        if isinstance(x, float) and not isinstance(x, np.generic):
            return "binary64"
        return format_of(x.dtype) if hasattr(x, "dtype") else None


def implementation(
    xp: Any,
    *,
    name: str | None = None,
    logits: Any = None,
    targets: Any = None,
    arithmetic: Any = None,
    device: Any = None,
    options: Sequence[str] = (),
    policies: dict[str, str] | None = None,
    domain: tuple[float, float] | None = None,
    elementary: float | None = None,
    **functions: Callable[..., Array],
) -> Implementation:
    """The implementation that these functions are, over the arrays of the namespace `xp`.

    `logits` and `targets` are types of numbers (float64 unless told), `arithmetic` is what is
    computed in. Raises a TypeError where a function has no name of the contract.
    """
    for given in functions:
        if given not in BY_SNAKE:
            near = get_close_matches(given, BY_SNAKE, 1)
            hint = f"; did you mean {near[0]}?" if near else ""
            raise TypeError(f"expected one of {', '.join(BY_SNAKE)}, but received {given}{hint}")
    if not functions:
        raise TypeError("expected a function such as softmax=…, but received none")
    logits = xp.float64 if logits is None else logits
    library = ArrayLibrary(xp, logits, logits if targets is None else targets, device)
    operations = {BY_SNAKE[given]: Operation(f) for given, f in functions.items()}
    return assembled(
        library,
        operations,
        name=name or getattr(next(iter(functions.values())), "__module__", xp.__name__),
        logits=logits,
        targets=targets,
        arithmetic=arithmetic,
        policies=policies,
        options=options,
        domain=domain,
        elementary=elementary,
    )
