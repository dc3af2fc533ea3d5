import os
import stat

import pytest

from losslaws import node


@pytest.fixture
def path(tmp_path, monkeypatch):
    """A folder that is the path, with programs that say their version."""

    def with_node(version):
        program = tmp_path / "node"
        program.write_text(f"#!/bin/sh\necho {version}\n")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        return str(program)

    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/bin")
    node.node.cache_clear()
    yield with_node
    node.node.cache_clear()


def test_that_of_the_path_is_taken_where_it_is_new_enough(path):
    mine = path("v20.19.0")
    assert node.node() == mine


def test_else_that_of_the_package_or_none(path, monkeypatch):
    path("v18.2.1")
    monkeypatch.setattr(node, "find_spec", lambda _: None)
    with pytest.raises(RuntimeError, match="expected Node 20.19 or later .*, but received 18.2"):
        node.node()
