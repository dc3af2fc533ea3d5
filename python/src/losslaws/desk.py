"""Answers what the engine asks of an implementation, one call at a time or many at once."""

from __future__ import annotations

from bdb import BdbQuit
from collections import defaultdict
from typing import Any

import numpy as np

from .contract import OPERATIONS, OPTIONS, SHAPES, snake
from .implementation import Array, Implementation, Operation
from .wire import Doubles, Message, decoded, encoded


class Desk:
    """What an implementation answers, and what its calls do beside their results."""

    def __init__(self, implementation: Implementation) -> None:
        self._it = implementation
        #: The last result of each operation, and its numbers then.
        self._earlier: dict[str, tuple[Array, Doubles]] = {}

    def reply(self, request: Message) -> Message:
        """The reply to a `run` request."""
        name, library = request["operation"], self._it.library
        if name == "echo":
            vector = decoded(request["arguments"][0], "vector")
            return {"result": encoded(library.get(library.put("logits", vector)))}
        if "each" in request:
            return {"each": self._each(name, [_arguments(name, x) for x in request["each"]])}
        return self._one(
            name, _arguments(name, request["arguments"]), request.get("effects", False)
        )

    def _one(self, name: str, arguments: list[Any], effects: bool = False) -> Message:
        operation, library = self._it.operations[name], self._it.library
        try:
            arrays, options = self._put(name, operation, arguments)
            result = operation.call(*arrays, **options)
            numbers = library.get(result)
        except NotImplementedError as reason:
            return {"skipped": str(reason) or f"{name} is not implemented there"}
        except BdbQuit:
            raise
        except Exception as error:
            return {"error": f"{type(error).__name__}: {error}"}
        told = self._effects(name, operation, arguments, arrays, result, numbers) if effects else {}
        return {"result": encoded(_alone(operation, numbers)), **told}

    def _each(self, name: str, calls: list[list[Any]]) -> list[Message]:
        """Replies to calls; those whose arguments have equal shapes are made at once."""
        operation = self._it.operations[name]
        if not operation.stacks:
            return [self._one(name, arguments) for arguments in calls]
        groups = defaultdict(list)
        for i, arguments in enumerate(calls):
            groups[tuple(x.shape for x in arguments)].append(i)
        replies: dict[int, Message] = {}
        for members in groups.values():
            replies |= zip(members, self._stack(name, [calls[i] for i in members]))
        return [replies[i] for i in range(len(calls))]

    def _stack(self, name: str, calls: list[list[Doubles]]) -> list[Message]:
        operation, library = self._it.operations[name], self._it.library
        try:
            stacked = [np.stack(each) for each in zip(*calls)]
            arrays = [library.put(kind, x) for kind, x in zip(OPERATIONS[name].takes, stacked)]
            numbers = library.get(operation.call(*arrays))
            if numbers.shape[:1] == (len(calls),):
                return [{"result": encoded(result)} for result in numbers]
        except BdbQuit:
            raise
        except Exception:
            # Which of them is to blame is seen below.
            pass
        return [self._one(name, arguments) for arguments in calls]

    def _put(
        self, name: str, operation: Operation, arguments: list[Any]
    ) -> tuple[list[Array], dict[str, Any]]:
        arrays, options = [], {}
        for kind, x in zip(OPERATIONS[name].takes, arguments):
            if kind == "options":
                options = self._options(x)
            else:
                arrays.append(self._it.library.put(kind, x[None] if operation.stacks else x))
        return arrays, options

    def _options(self, given: Message) -> dict[str, Any]:
        """Options as keywords: weights of classes `[K]` or rows `[N]` as arrays, a mask `[N, K]` as one
        of truths, and the others as numbers."""
        options: dict[str, Any] = {"reduction": given["reduction"]}
        for name, x in given.items():
            if (kind := OPTIONS.get(name)) in ("weights", "row weights"):
                options[snake(name)] = self._it.library.put("weights", decoded(x, "vector"))
            elif kind == "mask":
                options[snake(name)] = self._it.library.put("weights", decoded(x, "rows")) != 0
            elif kind is not None:
                options[snake(name)] = int(x) if kind == "label" else float(x)
        return options

    def _effects(
        self,
        name: str,
        operation: Operation,
        arguments: list[Any],
        arrays: list[Array],
        result: Array,
        numbers: Doubles,
    ) -> Message:
        """What a call did beside its result: to its arguments, and to the result before it."""
        told: Message = {}
        after = [_alone(operation, self._it.library.get(array)) for array in arrays]
        if any(not np.array_equal(x, y, equal_nan=True) for x, y in zip(arguments, after)):
            told["arguments"] = [encoded(x) for x in after]
        last, before = self._earlier.get(name, (None, numbers))
        now = before if last is None else self._it.library.get(last)
        if not np.array_equal(now, before, equal_nan=True):
            told["earlier"] = encoded(_alone(operation, now))
        self._earlier[name] = (result, numbers)
        return told


def _arguments(name: str, given: list[Any]) -> list[Any]:
    """Arguments as arrays, and options as they came."""
    kinds = OPERATIONS[name].takes
    return [x if kind == "options" else decoded(x, SHAPES[kind]) for kind, x in zip(kinds, given)]


def _alone(operation: Operation, x: Doubles) -> Doubles:
    """The only entry of a stack of one."""
    alone: Doubles = x[0] if operation.stacks and x.shape[:1] == (1,) else x
    return alone
