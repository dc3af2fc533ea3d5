import json
import sys

import pytest

TESTS = """
    import losslaws, losslaws.numpy
    from losses import naive_softmax, softmax

    right = losslaws.numpy.implementation(softmax=softmax)
    wrong = losslaws.numpy.implementation(softmax=naive_softmax)
    test_right = losslaws.laws(right, "softmax/*", tier="textbook", runs=5)
    test_wrong = losslaws.laws(wrong, "softmax/value,softmax/one-class,sigmoid/*", runs=5)

    @losslaws.check(right, "softmax/one-class", runs=5)
    class TestMine:
        def test_other(self):
            pass
"""


@pytest.fixture(autouse=True)
def losses_can_be_imported(request, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(request.path.parent))


@pytest.fixture
def run(pytester):
    pytester.makepyfile(test_losses=TESTS)
    return lambda *args: pytester.runpytest_subprocess("--losslaws-seed", "1", *args)


def test_each_law_is_an_item_and_each_cause_is_told_once(run):
    result = run("-rsf")
    result.assert_outcomes(passed=15, failed=2, skipped=1)
    result.stdout.fnmatch_lines(
        [
            "softmax returns NaN where logits are large, in 2 laws",
            "  resembles mistake:softmax-no-max-shift, on all * probes of softmax",
            "  replay    losslaws.replay(test_losses.test_wrong, 'softmax/value', [[]10000[]])",
            "  also      softmax/one-class",
            "SKIPPED [[]1[]] *: no sigmoid: *",
            "FAILED test_losses.py::test_wrong::softmax/value - softmax returns NaN *",
        ]
    )
    text = result.stdout.str()
    assert text.count("mistake:softmax-no-max-shift") == 1
    assert "for the same reason as softmax/value" in text
    assert "Traceback" not in text


def test_ids_are_those_of_laws(run):
    result = run("-k", "softmax/value", "--collect-only", "-q")
    assert result.outlines[:2] == [
        "test_losses.py::test_right::softmax/value",
        "test_losses.py::test_wrong::softmax/value",
    ]
    run("test_losses.py::TestMine::test_laws::softmax/one-class").assert_outcomes(passed=1)
    run("-m", "losslaws and textbook", "-k", "test_wrong").assert_outcomes(failed=2, deselected=16)


def test_the_last_that_failed_fail_again(run):
    run("-x").assert_outcomes(passed=13, failed=1)
    run("--lf").assert_outcomes(failed=1)


def test_workers_draw_from_one_seed(run, pytester):
    pytest.importorskip("xdist")
    result = run("-n", "2", "--junitxml", "junit.xml")
    result.assert_outcomes(passed=15, failed=2, skipped=1)
    assert result.stdout.str().count("mistake:softmax-no-max-shift") == 1
    junit = (pytester.path / "junit.xml").read_text()
    assert 'name="softmax/value"' in junit and "replay    losslaws.replay(" in junit


def test_the_command_line_judges_without_pytest(pytester):
    pytester.makepyfile(
        mine="import losslaws.numpy, losses\n\ndef make():\n    return losslaws.numpy.implementation(softmax=losses.naive_softmax)"
    )
    module = (sys.executable, "-m", "losslaws")
    result = pytester.run(*module, "verify", "mine:make", "--laws", "softmax/value", "--seed", "1")
    assert result.ret == 1
    result.stdout.fnmatch_lines(["softmax returns NaN where logits are large, in 1 law"])
    case = json.dumps([0, 0])
    assert pytester.run(*module, "replay", "mine:make", "softmax/value", case).ret == 0
    assert pytester.run(*module, "verify", "mine:nothing").ret == 2
