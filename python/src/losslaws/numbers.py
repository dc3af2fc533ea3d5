"""Which formats an implementation reads, computes and answers in, by the types of its arrays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from .contract import OPERATIONS, SHAPES
from .implementation import LABELS, Implementation, Library, Operation
from .wire import Doubles

#: Formats by the names that libraries give to their types.
FORMATS = {
    "float64": "binary64",
    "float32": "binary32",
    "float16": "binary16",
    "bfloat16": "bfloat16",
}


def format_of(dtype: Any) -> str:
    """The format of a type of numbers, or of its name. Raises a ValueError where it has none."""
    name = str(getattr(dtype, "__name__", dtype)).rpartition(".")[2]
    if name in FORMATS:
        return FORMATS[name]
    if name in FORMATS.values():
        return name
    raise ValueError(f"expected one of {', '.join(FORMATS)}, but received {dtype!r}")


def assembled(
    library: Library,
    operations: Mapping[str, Operation],
    *,
    name: str,
    logits: Any,
    targets: Any,
    arithmetic: Any,
    policies: Mapping[str, str] | None,
    **declared: Any,
) -> Implementation:
    """An implementation whose formats are those of its types, and of the results that are seen.

    What is narrow is for storage: the arithmetic is binary32 unless it is told. An operation that
    cannot be called at everyday logits is taken to answer in the format of the logits.
    """
    read = format_of(logits)
    found = {name: _result_of(library, name, it) or read for name, it in operations.items()}
    others = {name: it for name, it in found.items() if it != read}
    computed = "binary64" if read == "binary64" else "binary32"
    numbers = {
        "logits": read,
        "targets": read if targets is None else format_of(targets),
        "arithmetic": computed if arithmetic is None else format_of(arithmetic),
        "results": {"default": read, **others} if others else read,
    }
    return Implementation(name, library, operations, numbers, policies=policies or {}, **declared)


def _result_of(library: Library, name: str, operation: Operation) -> str | None:
    takes = OPERATIONS[name].takes
    arrays = [_everyday(kind) for kind in takes if kind != "options"]
    options = {"reduction": "none"} if "options" in takes else {}
    try:
        put = [
            library.put(kind, x[None] if operation.stacks else x) for kind, x in zip(takes, arrays)
        ]
        return library.format(operation.call(*put, **options))
    except Exception:
        return None


def _everyday(kind: str) -> Doubles:
    """Two classes, or two rows of them; labels 0, and halves of all else."""
    x = 0.0 if kind in LABELS else 0.5
    shape = {"number": (), "vector": (2,), "rows": (2, 2)}[SHAPES[kind]]
    return np.full(shape, x)
