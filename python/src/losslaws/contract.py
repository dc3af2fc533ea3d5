"""What is promised, as data: the tables of operations and options that the engine was built from."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, cast


@dataclass(frozen=True)
class Row:
    """One operation of the contract: what it takes, argument by argument, and what it gives."""

    takes: tuple[str, ...]
    gives: str


def snake(name: str) -> str:
    """`crossEntropyGradient` as `cross_entropy_gradient`."""
    return re.sub(r"[A-Z]", lambda letter: f"_{letter[0].lower()}", name)


def _read() -> dict[str, Any]:
    text = files("losslaws").joinpath("bundle/contract.json").read_text("utf-8")
    return cast("dict[str, Any]", json.loads(text))


_contract = _read()

#: Every operation by its name, in the order of the contract.
OPERATIONS = {
    name: Row(tuple(row["takes"]), row["gives"]) for name, row in _contract["operations"].items()
}
#: The names of the contract by their names in Python.
BY_SNAKE = {snake(name): name for name in OPERATIONS}
#: Batch options, and what each of them is: `weights`, a `number` or a `label`.
OPTIONS: dict[str, str] = {name: row["kind"] for name, row in _contract["options"].items()}
#: The shape of each kind of argument: `number`, `vector`, `rows` or `options`.
SHAPES: dict[str, str] = _contract["argumentKinds"]
