import numpy as np
import pytest
from losses import log_sum_exp, naive_softmax, softmax, softmax_in_place

import losslaws
import losslaws.numpy
from losslaws.desk import Desk
from losslaws.implementation import Implementation, Operation
from losslaws.array_api import ArrayLibrary


def naive():
    return losslaws.numpy.implementation(softmax=naive_softmax, name="naive")


def test_what_is_right_passes():
    it = losslaws.numpy.implementation(softmax=softmax, log_sum_exp=log_sum_exp)
    report = losslaws.judge(it, "softmax/*,log-sum-exp/*", tier="textbook", runs=20)
    assert report.ok, str(report)
    assert report.exit_code == 0
    assert {it["status"] for it in report.outcomes} == {"passed"}


def test_what_is_wrong_has_one_card_for_its_cause():
    report = losslaws.judge(naive(), "softmax/value,softmax/one-class", seed=1, runs=20)
    [cause] = report.causes
    assert cause.title == "softmax returns NaN where logits are large, in 2 laws"
    assert cause.mistakes == ("softmax-no-max-shift",)
    assert ("replay", "losslaws.replay(implementation, 'softmax/value', [10000])") in cause.rows
    assert report.exit_code == 1 and not report.ok
    assert "<table>" in report._repr_html_() and "logits are large" in report._repr_html_()
    assert str(report).startswith(cause.title) and str(report).endswith(report.summary)


def test_a_replay_judges_one_input_in_runs():
    assert losslaws.replay(naive(), "softmax/value", ["0*65"]).ok
    assert not losslaws.replay(naive(), "softmax/value", [1000, 0]).ok


def test_calls_are_made_in_the_thread_that_asks():
    def stop(z):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        losslaws.replay(
            losslaws.numpy.implementation(softmax=stop, name="stops"), "softmax/value", [0]
        )
    # The next who asks begins anew.
    assert losslaws.replay(naive(), "softmax/value", [0, 0]).ok


def test_formats_follow_the_types():
    it = losslaws.numpy.implementation(softmax=softmax, logits=np.float16)
    assert it.numbers == {
        "logits": "binary16",
        "targets": "binary16",
        "arithmetic": "binary32",
        "results": "binary16",
    }
    wider = losslaws.numpy.implementation(
        softmax=lambda z: softmax(z.astype(np.float32)), logits=np.float16
    )
    assert wider.numbers["results"] == {"default": "binary16", "softmax": "binary32"}


def test_a_wrong_name_is_told():
    with pytest.raises(TypeError, match="received sofmax; did you mean softmax"):
        losslaws.numpy.implementation(sofmax=softmax)
    with pytest.raises(losslaws.EngineError, match="no law matches softmx/"):
        losslaws.judge(naive(), "softmx/*")


def test_hygiene_sees_what_is_done_in_place():
    it = losslaws.numpy.implementation(softmax=softmax_in_place)
    report = losslaws.judge(it, "hygiene/*", seed=1, runs=5)
    assert [law for cause in report.causes for law in cause.laws] == ["hygiene/inputs-unchanged"]


def test_many_calls_of_one_shape_are_one():
    shapes = []

    def rows(z):
        shapes.append(z.shape)
        if np.isnan(z).any():
            raise ValueError("NaN")
        return z * 2

    library = ArrayLibrary(np, np.float64, np.float64)
    desk = Desk(
        Implementation("it", library, {"softmax": Operation(rows, stacks=True)}, "binary64")
    )
    calls = [[[1, 2]], [[3, 4]], [[5]], [[6, 7]]]
    reply = desk.reply({"operation": "softmax", "each": calls})
    assert [it["result"] for it in reply["each"]] == [[2, 4], [6, 8], [10], [12, 14]]
    assert shapes == [(3, 2), (1, 1)]
    # One that fails is found among the others.
    reply = desk.reply({"operation": "softmax", "each": [[[1, 2]], [["NaN", 4]]]})
    assert reply["each"] == [{"result": [2, 4]}, {"error": "ValueError: NaN"}]


def test_fixtures_are_arrays():
    cases = losslaws.fixtures("softmax")
    assert len(cases) > 100
    basic = next(case for case in cases if case.id == "softmax/basic/001")
    assert basic.arguments[0].tolist() == [1, 0]
    assert basic.admits(softmax(np.array([1.0, 0.0])))
    assert not basic.admits([0.731, 0.269])
    assert all(
        case.admits(softmax(*case.arguments)) for case in cases if "textbook" in case.budgets
    )
    batch = losslaws.fixtures("batch_cross_entropy", "bfloat16")[0]
    assert batch.arguments[-1]["reduction"] in ("none", "mean", "sum")
