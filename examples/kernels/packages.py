"""A loss's own module of an installed package, where what the package imports first wants a GPU, compiled extensions, or many others."""

import importlib
import sys
from importlib.util import find_spec, module_from_spec
from unittest.mock import MagicMock

import pytest


def module_of(name, *, folders=(), unasked=()):
    """The module `name`. No `__init__` is run of the packages above it, nor of `folders`; stand-ins are put in the place of
    modules that are `unasked`, since the loss calls nothing of them."""
    for package in (name.rpartition(".")[0], *folders):
        folder(package)
    sys.modules |= {module: MagicMock() for module in unasked}
    return importlib.import_module(name)


def folder(package):
    """Has a package be a folder of modules, and nothing more."""
    if above := package.rpartition(".")[0]:
        folder(above)
    if package in sys.modules:
        return
    if (spec := find_spec(package)) is None:
        pytest.skip(f"{package} is not installed", allow_module_level=True)
    sys.modules[package] = module_from_spec(spec)
