"""The recorded cases as arrays of NumPy: inputs, enclosures of what is true, and budgets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from .contract import BY_SNAKE, OPERATIONS, SHAPES, snake
from .engine import engine
from .implementation import Numbers
from .wire import Doubles, decoded


@dataclass(frozen=True)
class Case:
    """A call whose true result is known."""

    id: str
    #: The bugs that it hunts.
    flags: tuple[str, ...]
    #: The arguments in the order of the contract; options, last, are keywords.
    arguments: tuple[Any, ...]
    #: The ends of an enclosure of each entry of the result, row by row, as doubles outward.
    lo: Doubles
    hi: Doubles
    #: By how much each entry may be off, absolute, by the tier that grants it.
    budgets: dict[str, Doubles]

    def admits(self, result: Any, tier: str = "textbook") -> bool:
        """Whether every entry of a result lies within its enclosure and the budget of this tier."""
        x = np.asarray(result, dtype=np.float64).ravel()
        budget = self.budgets[tier]
        with np.errstate(invalid="ignore"):
            inside = (x >= self.lo - budget) & (x <= self.hi + budget)
        return x.shape == self.lo.shape and bool(np.all(inside | (np.isnan(x) & np.isnan(self.lo))))


def fixtures(operation: str, numbers: Numbers = "binary64") -> list[Case]:
    """The recorded cases of an operation, `softmax` or `cross_entropy_gradient`, in these formats.

    Raises a KeyError where there is no such operation.
    """
    name = BY_SNAKE[snake(operation)]
    cases = engine().ask("fixtures", operation=name, format=numbers)["cases"]
    return [
        Case(
            id=it["id"],
            flags=tuple(it["flags"]),
            arguments=tuple(
                _options(x) if kind == "options" else decoded(x, SHAPES[kind])
                for kind, x in zip(OPERATIONS[name].takes, it["arguments"])
            ),
            lo=decoded(it["lo"], "vector"),
            hi=decoded(it["hi"], "vector"),
            budgets={tier: decoded(x, "vector") for tier, x in it["budgets"].items()},
        )
        for it in cases
    ]


def _options(given: dict[str, Any]) -> dict[str, Any]:
    return {
        snake(name): decoded(x, "vector") if isinstance(x, (list, dict)) else x
        for name, x in given.items()
    }
