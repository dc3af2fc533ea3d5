"""Implementations over JAX, from callables with the signatures of `jax.nn` and Optax."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import jax
import numpy as np
from jax import numpy as jnp

from .derive import Function, derived
from .implementation import LABELS, LOGITS, Array, Implementation, are_integers
from .numbers import assembled, format_of
from .wire import Doubles


class JaxLibrary:
    """Arrays of JAX; gradients by `jax.vjp`."""

    def __init__(self, logits: Any, targets: Any) -> None:
        self._logits, self._targets = logits, targets

    def trial(self) -> AbstractContextManager[None]:
        """Nothing beside it."""
        return nullcontext()

    def put(self, kind: str, x: Doubles) -> Array:
        """Labels as int32, which is what JAX makes of integers."""
        if kind in LABELS:
            if not are_integers(x, 32):
                raise ValueError(f"expected labels that are integers of 32 bits, but received {x}")
            return jnp.asarray(x.astype(np.int32))
        dtype = self._logits if kind in LOGITS else self._targets
        array = jnp.asarray(x.astype(jnp.dtype(dtype)))
        if array.dtype != jnp.dtype(dtype):
            raise TypeError(f"expected {dtype}, but received {array.dtype}: set jax_enable_x64")
        return array

    def get(self, x: Array) -> Doubles:
        """The numbers of an array."""
        return np.array(x).astype(np.float64)

    def format(self, x: Array) -> str | None:
        """The format of its dtype."""
        return format_of(x.dtype) if hasattr(x, "dtype") else None

    def pull_back(self, f: Function, z: Array, cotangent: Array | None) -> Array:
        """The cotangent of z by `jax.vjp`."""
        y, vjp = jax.vjp(f, z)
        return vjp(jnp.ones_like(y) if cotangent is None else cotangent.astype(y.dtype))[0]

    def reduced(self, losses: Array, reduction: str) -> Array:
        """As a caller of Optax reduces losses."""
        return losses if reduction == "none" else getattr(losses, reduction)()

    def instance(self, given: Any) -> tuple[Function, inspect.Signature | None]:
        """A function, compiled or not, and its signature."""
        try:
            return given, inspect.signature(given)
        except (TypeError, ValueError):
            return given, None


def implementation(
    *,
    logits: Any = jnp.float32,
    arithmetic: Any = None,
    targets: Any = None,
    name: str | None = None,
    policies: dict[str, str] | None = None,
    domain: tuple[float, float] | None = None,
    elementary: float | None = None,
    **functions: Callable[..., Array],
) -> Implementation:
    """The implementation that callables with the signatures of `jax.nn` and Optax are.

    `softmax`, `log_softmax`, `log_sum_exp`, `merge_log_sum_exp`, `z_loss` and `entropy` take rows
    `[N, K]`; `sigmoid`, `log_sigmoid` and `softplus` logits `[N]`; `cross_entropy(logits, labels)`,
    `nll_loss(log_probabilities, labels)`, `soft_cross_entropy(logits, weights)`,
    `kl_divergence(logits, weights)` and `binary_cross_entropy(logits, targets)` give a loss for
    each row, of which callers take the sum or the mean.
    """
    known = "softmax log_softmax log_sum_exp merge_log_sum_exp z_loss entropy"
    scalars = "sigmoid log_sigmoid softplus"
    losses = "cross_entropy nll_loss soft_cross_entropy kl_divergence binary_cross_entropy"
    names = f"{known} {scalars} {losses}".split()
    for given in functions:
        if given not in names:
            raise TypeError(f"expected one of {', '.join(names)}, but received {given}")
    if not functions:
        raise TypeError("expected a callable such as cross_entropy=…, but received none")
    library = JaxLibrary(logits, logits if targets is None else targets)
    operations, options = derived(library, functions)
    changing = {} if jax.default_backend() == "cpu" else {"determinism": "rounding"}
    return assembled(
        library,
        operations,
        name=name or ", ".join(getattr(f, "__name__", str(f)) for f in functions.values()),
        release=f"jax {jax.__version__}",
        logits=logits,
        targets=targets,
        arithmetic=arithmetic,
        policies={**changing, **(policies or {})},
        options=options,
        domain=domain,
        elementary=elementary,
    )
