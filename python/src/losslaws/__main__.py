"""`python -m losslaws verify module:name`: puts an implementation on trial without pytest."""

from __future__ import annotations

import argparse
import json
import sys
from importlib import import_module
from typing import Any

from . import Implementation, Laws, Report, judge, replay
from .engine import EngineError
from .wire import Message


def main(arguments: list[str] | None = None) -> int:
    """Exit codes as of `losslaws verify`: 0, or 1 where a law is broken, 2 or 4 where none was judged."""
    parser = argparse.ArgumentParser(prog="python -m losslaws", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    verify = commands.add_parser("verify", help="judge by all laws")
    verify.add_argument("address", help="module:name of an implementation, or of what returns one")
    verify.add_argument("--laws", default="*", help="a glob such as 'softmax/*'")
    verify.add_argument("--tier", choices=["textbook", "accurate"])
    verify.add_argument("--strict", action="store_true", help="lost accuracy counts as broken")
    for name in ("seed", "runs", "classes", "rows"):
        verify.add_argument(f"--{name}", type=int)
    verify.add_argument("--exhaustive", action="store_true", default=None)
    again = commands.add_parser("replay", help="judge one input")
    again.add_argument("address")
    again.add_argument("law")
    again.add_argument("input", help='JSON, in which "0*33" stands for 33 zeros')
    given = vars(parser.parse_args(arguments))
    try:
        report = _report(given.pop("command"), given)
    except (EngineError, ImportError, AttributeError, TypeError, ValueError, RuntimeError) as error:
        print(error, file=sys.stderr)
        return 2
    print(report)
    return report.exit_code


def _report(command: str, given: dict[str, Any]) -> Report:
    implementation = _implementation(given.pop("address"))
    if command == "replay":
        return replay(implementation, given["law"], json.loads(given["input"]))
    return judge(implementation, given.pop("laws"), on_law=_progress, **given)


def _progress(outcome: Message) -> None:
    if sys.stderr.isatty():
        print(f"\r\033[2K{outcome['law']}", end="\r", file=sys.stderr, flush=True)


def _implementation(address: str) -> Implementation:
    """What an address names. Raises a TypeError where that is no implementation."""
    module, _, name = address.partition(":")
    sys.path.insert(0, "")
    found = getattr(import_module(module), name or "implementation")
    it = found() if callable(found) else found
    if isinstance(it, Laws):
        it = it.implementation
    if not isinstance(it, Implementation):
        raise TypeError(
            f"expected {address} to be an implementation, but received {type(it).__name__}"
        )
    return it


if __name__ == "__main__":
    sys.exit(main())
