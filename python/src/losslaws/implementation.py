"""Who is on trial: operations over the arrays of one library, and what is declared of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np

from .wire import Doubles

#: An array of whatever library.
Array = Any
#: The name of a format, or formats that differ: `{"logits": …, "arithmetic": …, "results": …}`.
Numbers = str | Mapping[str, Any]


#: The kinds of argument that are logits, and labels.
LOGITS = ("logits", "logit", "rows", "column")
LABELS = ("label", "labels")


def are_integers(x: Doubles, bits: int) -> bool:
    """Whether labels are integers of so many bits, of which one is the sign."""
    return bool(np.all((x == np.floor(x)) & (np.abs(x) < 2.0 ** (bits - 1))))


class Library(Protocol):
    """The array library in which an implementation lives."""

    def trial(self) -> AbstractContextManager[None]:
        """What a trial is held in."""

    def put(self, kind: str, x: Doubles) -> Array:
        """A fresh array for an argument of this kind (`logits`, `labels`, `weights`, …)."""

    def get(self, x: Array) -> Doubles:
        """The numbers of an array, copied to the host. Every number of the logits survives."""

    def format(self, x: Array) -> str | None:
        """The name of the format of an array: `binary32`, `bfloat16`, …"""


@dataclass(frozen=True)
class Operation:
    """A function over arrays, in the order of the contract; options of a batch are its keywords."""

    call: Callable[..., Array]
    #: Whether it takes many calls at once: each argument with one more axis in front.
    stacks: bool = False


@dataclass(frozen=True)
class Implementation:
    """Operations by the names of the contract, and what is declared: see docs/guide.md of losslaws."""

    name: str
    library: Library
    operations: Mapping[str, Operation]
    numbers: Numbers
    options: Sequence[str] = ()
    policies: Mapping[str, str] = field(default_factory=dict)
    domain: tuple[float, float] | None = None
    elementary: float | None = None
    release: str | None = None

    def header(self) -> dict[str, Any]:
        """What it says of itself to the engine."""
        declared = {
            "release": self.release,
            "domain": self.domain and {"logits": list(self.domain)},
            "elementary": self.elementary and {"ulp": self.elementary},
        }
        return {
            "version": 1,
            "name": self.name,
            "format": self.numbers,
            "operations": list(self.operations),
            "options": list(self.options),
            "policies": dict(self.policies),
            **{name: it for name, it in declared.items() if it is not None},
        }
