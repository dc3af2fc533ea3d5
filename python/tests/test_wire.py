import json

import numpy as np
import pytest

from losslaws.wire import decoded, encoded

HARD = [0.1, -0.0, 0.0, 5e-324, np.inf, -np.inf, np.nan, 1 / 3, 1.7976931348623157e308]


@pytest.mark.parametrize("times", [1, 8])
def test_numbers_come_back_to_the_bit(times):
    """As words in lists, and packed from 64 numbers on."""
    x = np.array(HARD * times)
    sent = json.loads(json.dumps(encoded(x), allow_nan=False))
    assert isinstance(sent, dict) == (times == 8)
    assert decoded(sent, "vector").tobytes() == x.tobytes()


def test_shapes_are_those_of_the_contract():
    assert decoded("NaN", "number").shape == ()
    assert decoded([], "vector").shape == (0,)
    assert decoded([[1, 2], ["-0", 3]], "rows").shape == (2, 2)
    assert decoded([], "rows").shape == (0, 1)
    assert encoded(np.array(-0.0)) == "-0"
    assert encoded(np.array([[1.0, np.nan]])) == [[1.0, "NaN"]]
