import re
from pathlib import Path

import pytest


def test_the_test_file_of_the_readme_judges_torch(pytester):
    pytest.importorskip("torch")
    readme = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
    [test] = re.findall(r"```python\n(# test_losses\.py\n.*?)```", readme, re.DOTALL)
    pytester.makepyfile(test_losses=test)
    result = pytester.runpytest_subprocess("-k", "softmax/value", "--losslaws-seed", "1")
    assert result.parseoutcomes()["passed"] >= 1
