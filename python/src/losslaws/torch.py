"""Implementations over PyTorch, from callables with the signatures of `torch.nn.functional`."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import torch
from torch.nn import functional as F

from .derive import Function, derived
from .implementation import LABELS, LOGITS, Array, Implementation, are_integers
from .numbers import assembled, format_of
from .wire import Doubles


class TorchLibrary:
    """Tensors of one device, which stay there; gradients by autograd."""

    def __init__(
        self, logits: torch.dtype, targets: torch.dtype, device: Any, threads: int | None
    ) -> None:
        self._logits, self._targets, self._device = logits, targets, torch.device(device)
        self._threads = threads

    @contextmanager
    def trial(self) -> Iterator[None]:
        """Small kernels wait longer for threads than they compute."""
        before = torch.get_num_threads()
        torch.set_num_threads(self._threads or before)
        try:
            yield
        finally:
            torch.set_num_threads(before)

    def put(self, kind: str, x: Doubles) -> Array:
        """Labels as int64 where they are integers; what is none is left to torch to refuse."""
        tensor = torch.from_numpy(np.array(x))
        if kind in LABELS:
            fits = are_integers(x, 64)
            return tensor.to(self._device, torch.int64 if fits else torch.float64)
        read = kind in LOGITS
        return tensor.to(self._device, self._logits if read else self._targets)

    def get(self, x: Array) -> Doubles:
        """The numbers of a tensor, or of a float."""
        tensor = torch.as_tensor(x).detach().to("cpu", torch.float64)
        return np.array(tensor.numpy())

    def format(self, x: Array) -> str | None:
        """The format of its dtype."""
        return format_of(x.dtype) if isinstance(x, torch.Tensor) else None

    def pull_back(self, f: Function, z: Array, cotangent: Array | None) -> Array:
        """The gradient with respect to z, which is the very tensor that f is given."""
        y = f(z.requires_grad_())
        g = torch.ones_like(y) if cotangent is None else cotangent.to(y.dtype)
        return torch.autograd.grad(y, z, g)[0]

    def reduced(self, losses: Array, reduction: str) -> Array:
        """As a caller of torch reduces losses."""
        return losses if reduction == "none" else getattr(losses, reduction)()

    def instance(self, given: Any) -> tuple[Function, inspect.Signature | None]:
        """A class of modules is made anew for each set of options; a module is called."""
        if inspect.isclass(given):
            return _of_class(given), _signature(given)
        return given, _signature(given.forward if isinstance(given, torch.nn.Module) else given)


def implementation(
    *,
    cross_entropy: Callable[..., Array] | None = None,
    softmax: Callable[..., Array] | None = None,
    log_softmax: Callable[..., Array] | None = None,
    log_sum_exp: Callable[..., Array] | None = None,
    merge_log_sum_exp: Callable[..., Array] | None = None,
    z_loss: Callable[..., Array] | None = None,
    entropy: Callable[..., Array] | None = None,
    sigmoid: Callable[..., Array] | None = None,
    log_sigmoid: Callable[..., Array] | None = None,
    softplus: Callable[..., Array] | None = None,
    soft_cross_entropy: Callable[..., Array] | None = None,
    nll_loss: Callable[..., Array] | None = None,
    kl_divergence: Callable[..., Array] | None = None,
    binary_cross_entropy: Callable[..., Array] | None = None,
    logits: torch.dtype = torch.float32,
    arithmetic: torch.dtype | None = None,
    targets: torch.dtype | None = None,
    device: Any = "cpu",
    threads: int | None = 1,
    name: str | None = None,
    policies: dict[str, str] | None = None,
    domain: tuple[float, float] | None = None,
    elementary: float | None = None,
) -> Implementation:
    """The implementation that callables with the signatures of `torch.nn.functional` are.

    Functions of classes take rows `[N, K]` (and `dim`, where they ask for it), losses also labels
    `[N]` or targets, with `weight`, `label_smoothing`, `ignore_index`, `pos_weight` and `reduction`
    where their signatures have them. Modules are called, and classes of modules are made with these
    options. A loss without `reduction` gives a loss for each row, or is asked row by row.
    Single and batch operations, gradients and VJPs follow.

    `logits` is the type of the logits, `targets` that of targets, weights and cotangents (the same
    unless told), and `arithmetic` what is computed in: float32 where the logits are narrower. The
    types of results are seen. On a CPU so many `threads` compute during a trial; None leaves torch's.
    """
    given = {
        "softmax": softmax,
        "log_softmax": log_softmax,
        "log_sum_exp": log_sum_exp,
        "merge_log_sum_exp": merge_log_sum_exp,
        "z_loss": z_loss,
        "entropy": entropy,
        "sigmoid": sigmoid,
        "log_sigmoid": log_sigmoid,
        "softplus": softplus,
        "cross_entropy": cross_entropy,
        # That of torch takes rows of weights in the place of labels.
        "soft_cross_entropy": soft_cross_entropy
        or (cross_entropy if cross_entropy in _own else None),
        "nll_loss": nll_loss,
        "kl_divergence": kl_divergence,
        "binary_cross_entropy": binary_cross_entropy,
    }
    functions = {key: it for key, it in given.items() if it is not None}
    if not functions:
        raise TypeError("expected a callable such as cross_entropy=…, but received none")
    library = TorchLibrary(logits, targets or logits, device, threads)
    operations, options = derived(library, functions)
    changing = {} if torch.device(device).type == "cpu" else {"determinism": "rounding"}
    return assembled(
        library,
        operations,
        name=name or ", ".join(_name_of(it) for it in functions.values()),
        release=f"torch {torch.__version__}",
        logits=logits,
        targets=targets,
        arithmetic=arithmetic,
        policies={**changing, **(policies or {})},
        options=options,
        domain=domain,
        elementary=elementary,
    )


_own = (F.cross_entropy, torch.nn.CrossEntropyLoss)


def _of_class(module: type) -> Function:
    def call(z: Array, *target: Array, **options: Any) -> Array:
        return module(**options)(z, *target)

    return call


def _signature(f: Callable[..., Any]) -> inspect.Signature | None:
    try:
        return inspect.signature(f)
    except (TypeError, ValueError):
        return None


def _name_of(f: Any) -> str:
    return str(getattr(f, "__name__", type(f).__name__))
