"""What a trial came to, in words and as tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import Any

from .engine import report_on
from .wire import Message


@dataclass(frozen=True)
class Cause:
    """What is wrong, once: the laws that fail for one reason, and the evidence of one of them."""

    #: `broken`, `lost accuracy` or `errored`.
    fate: str
    #: In a sentence.
    title: str
    #: The ids of the laws, the one that shows it best first.
    laws: tuple[str, ...]
    #: The mistakes of the gallery with which it agrees on every probe.
    mistakes: tuple[str, ...]
    #: The evidence: a name, and what there is to say, in lines.
    rows: tuple[tuple[str, ...], ...]

    def __str__(self) -> str:
        lines = [self.title]
        for name, *texts in self.rows:
            for i, text in enumerate(texts):
                lines.append(f"  {'' if i else name:<9} {text}")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><th style='text-align:left'>{escape(name)}</th>"
            f"<td style='text-align:left'>{'<br>'.join(map(escape, texts))}</td></tr>"
            for name, *texts in self.rows
        )
        return (
            f"<details open><summary>{escape(self.title)}</summary><table>{rows}</table></details>"
        )


@dataclass(frozen=True)
class Report:
    """The outcomes of a trial, and what they come to."""

    #: One for each law, as data: see the engine's part of the protocol.
    outcomes: Sequence[Message]
    #: How a replay names the implementation in Python.
    name: str = "implementation"
    #: Whether accuracy that is lost counts as broken.
    strict: bool = False

    @cached_property
    def _told(self) -> Message:
        return report_on(self.outcomes, self.strict)

    @cached_property
    def causes(self) -> tuple[Cause, ...]:
        """What is wrong, the gravest first."""
        inputs = {it["law"]: _input_of(it) for it in self.outcomes}
        return tuple(self._cause(it, inputs) for it in self._told["causes"])

    def _cause(self, it: Message, inputs: dict[str, Any]) -> Cause:
        law = it["laws"][0]
        # A path is of no use here: what replays is the input.
        seed = next(o for o in self.outcomes if o["law"] == law).get("replay", {}).get("seed")
        rows = [("seed", str(seed)) if row[0] == "seed" else tuple(row) for row in it["rows"]]
        if (input := inputs[law]) is not None:
            replay = ("replay", f"losslaws.replay({self.name}, {law!r}, {input!r})")
            after = [
                i for i, row in enumerate(rows) if row[0] in ("seed", "cases", "errored", "also")
            ]
            rows.insert(after[0] if after else len(rows), replay)
        fate, title, laws, mistakes = (it[key] for key in ("fate", "title", "laws", "mistakes"))
        return Cause(fate, title, tuple(laws), tuple(mistakes), tuple(rows))

    @property
    def summary(self) -> str:
        """A line: how many laws held, are broken, have lost accuracy, were skipped."""
        return str(self._told["summary"])

    @property
    def exit_code(self) -> int:
        """0 where no law is broken, 1 where one is, 2 where one could not be judged, 4 for no law."""
        return int(self._told["exitCode"])

    @property
    def ok(self) -> bool:
        """Whether laws were judged and none is broken."""
        return self.exit_code == 0

    def __str__(self) -> str:
        return "\n\n".join([*map(str, self.causes), self.summary])

    def _repr_html_(self) -> str:
        cards = "".join(cause._repr_html_() for cause in self.causes)
        return f"{cards}<p>{escape(self.summary)}</p>"


def _input_of(outcome: Message) -> Any:
    """The input at which a law fails, in runs; nothing where there is none."""
    witness = outcome.get("clearest", outcome)
    return witness.get("input")
