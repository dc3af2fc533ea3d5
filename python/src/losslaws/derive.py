"""The operations of the contract from a library's own functions, gradients by its differentiation."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from .contract import BY_SNAKE, OPERATIONS, OPTIONS, snake
from .implementation import Array, Library, Operation

Function = Callable[..., Array]


class Differentiable(Library, Protocol):
    """A library that differentiates."""

    def pull_back(self, f: Function, z: Array, cotangent: Array | None) -> Array:
        """The cotangent of z for that of f(z), or for one of ones."""

    def reduced(self, losses: Array, reduction: str) -> Array:
        """The `sum` or the `mean` of losses, or these where it is `none`."""

    def instance(self, given: Any) -> tuple[Function, inspect.Signature | None]:
        """A module or a class of modules as a function with options; and the signature of any."""


#: The options of the contract, by the names that they have in Python.
_OPTIONS = {snake(name): name for name in OPTIONS}
#: By which other names functions take them.
_KEYWORDS = {
    "class_weights": ("weight", "class_weight"),
    "soft_cap": ("softcap",),
    "focusing": ("gamma",),
    "z_loss": ("lse_square_scale",),
    "positive_weights": ("pos_weight",),
}
_IN_A_MEAN = ("class_weights", "ignore_index", "row_weights", "denominator")
#: Those of targets, of rows with labels, and of rows with weights of their own in their place.
_OF_TARGETS = ("pos_weight", "positive_weights")
_OF_LABELS = [name for name in _OPTIONS if name not in _OF_TARGETS]
_OF_WEIGHTS = [name for name in _OF_LABELS if name != "ignore_index"]


@dataclass(frozen=True)
class Loss:
    """A loss of rows `[N, K]` and labels, weights or targets, or of logits `[N]` and targets, with options."""

    library: Differentiable
    function: Function
    #: What the function calls each option that it takes.
    keywords: Mapping[str, str]
    #: Whether it takes `reduction`; else it gives a loss for each row, or `single` a scalar.
    reduces: bool
    single: bool

    def __call__(self, z: Array, target: Array, reduction: str = "none", **options: Any) -> Array:
        if "pos_weight" in options:
            # A number of the contract, and a tensor to libraries.
            weight = self.library.put("targets", np.asarray(options["pos_weight"]))
            options = {**options, "pos_weight": weight}
        chosen = {self.keywords[name]: x for name, x in options.items()}
        if self.reduces:
            return self.function(z, target, reduction=reduction, **chosen)
        return self.library.reduced(self.function(z, target, **chosen), reduction)

    @property
    def options(self) -> list[str]:
        """The options that it takes, by the names of the contract."""
        return [_OPTIONS[name] for name in self.keywords]


def loss_of(library: Differentiable, given: Any, kinds: tuple[str, str], known: list[str]) -> Loss:
    """The loss that a function is, or a module, or a class of modules; its options by its signature."""
    function, signature = library.instance(given)
    names = set(signature.parameters) if signature else set()
    reduces = "reduction" in names
    # What changes the denominator of a mean is for a loss that takes the mean itself.
    asked = known if reduces else [name for name in known if name not in _IN_A_MEAN]
    keywords = {
        name: found[0]
        for name in asked
        if (found := [keyword for keyword in (name, *_KEYWORDS.get(name, ())) if keyword in names])
    }
    single = not reduces and not _gives_rows(library, function, kinds)
    return Loss(library, function, keywords, reduces, single)


def _gives_rows(library: Differentiable, function: Function, kinds: tuple[str, str]) -> bool:
    """Whether a loss of three rows is three losses, or one for each of their targets."""
    logits = np.zeros((3, 2)) if kinds[0] == "rows" else np.zeros(3)
    beside = kinds[1] in ("weights", "rowsOfTargets")
    targets = np.zeros((3, 2)) + 0.5 if beside else np.zeros(3)
    losses = function(library.put(kinds[0], logits), library.put(kinds[1], targets))
    return library.get(losses).shape == (logits.shape if kinds[1] == "rowsOfTargets" else (3,))


def _takes_rows(library: Differentiable, given: Any) -> bool:
    """Whether a loss of logits and targets takes rows of them."""
    function, _ = library.instance(given)
    try:
        function(*(library.put(kind, np.zeros((3, 2))) for kind in ("rows", "rowsOfTargets")))
        return True
    except Exception:
        return False


def over_classes(library: Differentiable, given: Any) -> Function:
    """A function of rows `[N, K]` that is told, where it asks, to go along the classes."""
    function, signature = library.instance(given)
    if signature is None:
        return _with_axis_where_asked(library, function)
    axis = [name for name in ("dim", "axis") if name in signature.parameters]
    return (lambda z: function(z, **{axis[0]: -1})) if axis else function


def _with_axis_where_asked(library: Differentiable, function: Function) -> Function:
    """A function without a signature: whether it takes an axis is seen when it is called."""
    try:
        function(library.put("logits", np.zeros((2, 3))))
        return function
    except TypeError:
        return lambda z: function(z, -1)


def value_and_vjp(
    library: Differentiable, name: str, f: Function
) -> Iterator[tuple[str, Operation]]:
    """A function of rows, and the pull-back of a cotangent."""
    yield name, Operation(f, stacks=True)
    if f"{name}Vjp" in OPERATIONS:
        yield f"{name}Vjp", Operation(lambda z, g: library.pull_back(f, z, g), stacks=True)
    if f"{name}Gradient" in OPERATIONS:
        yield f"{name}Gradient", Operation(lambda z: library.pull_back(f, z, None), stacks=True)


def single_losses(loss: Loss, name: str) -> Iterator[tuple[str, Operation]]:
    """The loss of one row and its gradient, of many rows at once where it gives a loss for each."""

    def value(z: Array, target: Array) -> Array:
        return loss.function(z[None], target[None]) if loss.single else loss(z, target)

    def gradient(z: Array, target: Array) -> Array:
        return loss.library.pull_back(lambda z: value(z, target), z, None)

    yield name, Operation(value, stacks=not loss.single)
    yield f"{name}Gradient", Operation(gradient, stacks=not loss.single)


def batch_losses(loss: Loss, name: str) -> Iterator[tuple[str, Operation]]:
    """The losses of a batch, their gradient under each reduction, and their VJP."""
    if loss.single:
        return
    pull_back = loss.library.pull_back

    def gradient(z: Array, target: Array, **options: Any) -> Array:
        return pull_back(lambda z: loss(z, target, **options), z, None)

    def vjp(z: Array, target: Array, cotangent: Array, **options: Any) -> Array:
        return pull_back(lambda z: loss(z, target, **options), z, cotangent)

    yield name, Operation(loss)
    yield f"{name}Gradient", Operation(gradient)
    yield f"{name}Vjp", Operation(vjp)


def derived(
    library: Differentiable, given: Mapping[str, Any]
) -> tuple[dict[str, Operation], list[str]]:
    """All operations that follow from functions by these names, and the options that they take."""
    operations: dict[str, Operation] = {}
    options: list[str] = []
    for name, function in given.items():
        match name:
            case (
                "softmax"
                | "log_softmax"
                | "log_sum_exp"
                | "merge_log_sum_exp"
                | "z_loss"
                | "entropy"
            ):
                own = over_classes(library, function)
                operations |= value_and_vjp(library, BY_SNAKE[name], own)
            case "sigmoid" | "log_sigmoid" | "softplus":
                call, _ = library.instance(function)
                operations["logSigmoid" if name == "log_sigmoid" else name] = Operation(call, True)
            case "cross_entropy":
                known = _OF_LABELS
                loss = loss_of(library, function, ("rows", "labels"), known)
                operations |= single_losses(loss, "crossEntropy")
                operations |= batch_losses(loss, "batchCrossEntropy")
                options += loss.options
            case "nll_loss":
                loss = loss_of(library, function, ("rows", "labels"), [])
                operations |= single_losses(loss, "nllLoss")
            case "soft_cross_entropy":
                # An option is one of all batches: of those with labels, too.
                known = [name for name in _OF_WEIGHTS if not options or _OPTIONS[name] in options]
                loss = loss_of(library, function, ("rows", "weights"), known)
                operations |= single_losses(loss, "softCrossEntropy")
                if all(_OPTIONS[name] in loss.options for name in known if options):
                    operations |= batch_losses(loss, "batchSoftCrossEntropy")
                    options += [name for name in loss.options if name not in options]
            case "kl_divergence":
                loss = loss_of(library, function, ("rows", "weights"), [])
                operations |= single_losses(loss, "klDivergence")
            case "binary_cross_entropy":
                loss = loss_of(library, function, ("column", "targets"), ["pos_weight"])
                operations |= single_losses(loss, "binaryCrossEntropy")
                operations |= batch_losses(loss, "batchBinaryCrossEntropy")
                options += loss.options
                # The weights of classes and of rows are options of rows with labels as well.
                weights = ("class_weights", "row_weights")
                shared = [name for name in weights if _OPTIONS[name] in options]
                if _takes_rows(library, function):
                    kinds, known = ("rows", "rowsOfTargets"), ["positive_weights", *shared]
                    loss = loss_of(library, function, kinds, known)
                    if all(name in loss.keywords for name in shared):
                        operations |= batch_losses(loss, "batchMultilabelCrossEntropy")
                        options += [name for name in loss.options if name not in options]
    return {name: operations[name] for name in OPERATIONS if name in operations}, options
