"""The judge: a process of Node that draws inputs, asks for answers, and knows the truth."""

from __future__ import annotations

import atexit
import json
import os
import subprocess
from collections.abc import Sequence
from importlib.resources import as_file, files
from typing import Any, cast

from .desk import Desk
from .implementation import Implementation
from .node import node
from .wire import Message


class EngineError(RuntimeError):
    """The engine refused what it was asked, or has ended."""


class Engine:
    """One conversation with the engine. Calls of an implementation are made in the thread that asks."""

    def __init__(self) -> None:
        with as_file(files("losslaws").joinpath("bundle/engine.mjs")) as path:
            self._process = subprocess.Popen(
                [node(), str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
        self._started: Implementation | None = None
        self._desk: Desk | None = None
        self.pid = os.getpid()
        self.is_closed = False
        self.requests = 0
        self.calls = 0

    def start(self, implementation: Implementation) -> None:
        """Puts an implementation on trial, unless it is already."""
        if self._started is implementation:
            return
        self._started, self._desk = None, Desk(implementation)
        about = {"numbers": "base64", "maxLine": 2**26, "each": True, "effects": True}
        self.ask("start", **implementation.header(), **about)
        self._started = implementation

    def ask(self, command: str, **request: Any) -> Message:
        """The answer to a command; on the way to it, the implementation answers what is asked of it."""
        try:
            self._say({"command": command, **request})
            while (message := self._hear()).get("command") == "run":
                assert self._desk is not None, "nobody is asked before somebody has started"
                self.requests += 1
                self.calls += len(message.get("each", [()]))
                self._say({"seq": message["seq"], **self._desk.reply(message)})
        except BaseException:
            # What was under way has no end: the next who asks begins anew.
            self.close()
            raise
        if "error" in message:
            raise EngineError(message["error"])
        return message

    def close(self) -> None:
        """Ends the engine."""
        self.is_closed = True
        if self._process.poll() is None and self.pid == os.getpid():
            self._process.kill()
            self._process.wait()

    def _say(self, message: Message) -> None:
        stdin = self._process.stdin
        assert stdin is not None
        try:
            stdin.write(json.dumps(message, allow_nan=False).encode() + b"\n")
            stdin.flush()
        except BrokenPipeError:
            raise EngineError("the engine has ended: its last words are on stderr") from None

    def _hear(self) -> Message:
        stdout = self._process.stdout
        assert stdout is not None
        line = stdout.readline()
        if not line:
            raise EngineError("the engine has ended: its last words are on stderr")
        return cast("Message", json.loads(line))


_engine: Engine | None = None


def engine() -> Engine:
    """The engine of this process."""
    global _engine
    if _engine is None or _engine.pid != os.getpid() or _engine.is_closed:
        _engine = Engine()
        atexit.register(_engine.close)
    return _engine


def laws_of(implementation: Implementation, laws: str, tier: str | None) -> list[Message]:
    """The laws that match, each with why it is `skipped` where it does not speak of this one."""
    engine().start(implementation)
    chosen = {"laws": laws} if tier is None else {"laws": laws, "tier": tier}
    return cast("list[Message]", engine().ask("laws", **chosen)["laws"])


def outcome_of(implementation: Implementation, law: str, options: Message) -> Message:
    """What one law comes to, as data."""
    engine().start(implementation)
    with implementation.library.trial():
        return cast("Message", engine().ask("judge", law=law, options=options)["outcome"])


def report_on(outcomes: Sequence[Message], strict: bool = False) -> Message:
    """Causes, a line in all, and the exit code."""
    return engine().ask("report", outcomes=list(outcomes), strict=strict)
