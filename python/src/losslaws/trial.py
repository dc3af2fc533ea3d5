"""Trials: of all laws, of one input; and the laws as tests of pytest."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from .engine import laws_of, outcome_of
from .implementation import Implementation
from .report import Report
from .wire import Message


@dataclass(frozen=True)
class Laws:
    """Laws that an implementation is to obey: what `test_laws = losslaws.laws(…)` holds for pytest."""

    implementation: Implementation
    laws: str = "*"
    tier: str | None = None
    #: Whether accuracy that is lost fails.
    strict: bool = False
    #: How each law is judged: `seed`, `runs`, `classes`, `rows`, `exhaustive`.
    options: Message = field(default_factory=dict)
    #: Where it was written, for a test runner to point at: a file, and a line from 0 on.
    place: tuple[str, int] | None = None

    def listed(self) -> list[Message]:
        """Each law that was chosen, with why it is `skipped` where it does not speak of this one."""
        return laws_of(self.implementation, self.laws, self.tier)

    def seeded(self, seed: int) -> Laws:
        """The same from this seed, unless it has one."""
        return replace(self, options={"seed": seed, **self.options})

    def outcome(self, law: str) -> Message:
        """What one law comes to."""
        return outcome_of(self.implementation, law, self.options)


def laws(
    implementation: Implementation,
    laws: str = "*",
    *,
    tier: str | None = None,
    strict: bool = False,
    seed: int | None = None,
    runs: int | None = None,
    classes: int | None = None,
    rows: int | None = None,
    exhaustive: bool | None = None,
) -> Laws:
    """Laws for pytest: `test_laws = losslaws.laws(implementation)` makes one item of each.

    `laws` is a glob, or several with commas between; `tier` is `textbook` or `accurate`, the
    default, which has the others too. Lost accuracy skips its test with a warning unless `strict`.
    `runs` inputs are drawn for each law (100), with rows of up to `classes` (262,145) and batches of
    up to `rows` (1,000); `exhaustive` judges every input of 16 bits where a law has few.
    """
    given = {"seed": seed, "runs": runs, "classes": classes, "rows": rows, "exhaustive": exhaustive}
    options = {name: x for name, x in given.items() if x is not None}
    return Laws(implementation, laws, tier, strict, options, _caller())


def _caller() -> tuple[str, int] | None:
    """The first place above that is not ours."""
    import sys

    frame = sys._getframe()
    while frame.f_globals.get("__package__") == __package__ and frame.f_back is not None:
        frame = frame.f_back
    return frame.f_code.co_filename, frame.f_lineno - 1


_C = TypeVar("_C", bound=type)


def check(implementation: Implementation, glob: str = "*", **options: Any) -> Callable[[_C], _C]:
    """Gives a class of tests the laws of an implementation, beside its own: options as of `laws`."""
    chosen = laws(implementation, glob, **options)

    def with_laws(cls: _C) -> _C:
        cls.test_laws = chosen  # type: ignore[attr-defined]
        return cls

    return with_laws


def judge(
    implementation: Implementation,
    glob: str = "*",
    *,
    on_law: Callable[[Message], None] = lambda _: None,
    **options: Any,
) -> Report:
    """Judges an implementation by all laws that speak of it: options as of `laws`.

    `on_law` hears of each outcome as it comes.
    """
    chosen = laws(implementation, glob, **options).seeded(random.randrange(2**31))
    outcomes: list[Message] = []
    for law in chosen.listed():
        outcomes.append(chosen.outcome(law["id"]))
        on_law(outcomes[-1])
    return Report(outcomes, strict=chosen.strict)


def replay(implementation: Implementation | Laws, law: str, input: Any) -> Report:
    """Judges one input, in runs: `"0*33"` stands for 33 zeros. Its calls are made in this thread."""
    it = implementation.implementation if isinstance(implementation, Laws) else implementation
    return Report([outcome_of(it, law, {"at": input})])
