import pytest

import losslaws

jax = pytest.importorskip("jax")

import losslaws.jax  # noqa: E402


def test_gradients_follow_by_the_vjp_of_jax():
    def cross_entropy(z, y):
        return -jax.numpy.take_along_axis(jax.nn.log_softmax(z), y[:, None], axis=-1)[:, 0]

    it = losslaws.jax.implementation(softmax=jax.nn.softmax, cross_entropy=cross_entropy)
    assert {"softmaxVjp", "crossEntropyGradient", "batchCrossEntropyVjp"} <= set(it.operations)
    laws = "softmax/value,vjp/value,cross-entropy/value,gradient/p-minus-y,batch/mean-gradient"
    report = losslaws.judge(it, laws, seed=1, runs=5, classes=9, rows=3)
    assert report.ok, str(report)
    assert len(report.outcomes) == 5
