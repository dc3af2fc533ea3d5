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


def test_entropy_and_divergence_are_functions_of_rows():
    def entropy(z):
        logs = jax.nn.log_softmax(z)
        return -jax.numpy.sum(jax.numpy.exp(logs) * logs, axis=-1)

    def divergence(z, t):
        whole = jax.scipy.special.xlogy(t, t) - t * jax.nn.log_softmax(z)
        return jax.numpy.sum(whole, axis=-1)

    it = losslaws.jax.implementation(entropy=entropy, kl_divergence=divergence)
    assert {"entropyGradient", "klDivergenceGradient"} <= set(it.operations)
    laws = "entropy/gradient,entropy/masks-out,kl-divergence/value,kl-divergence/gradient"
    report = losslaws.judge(it, laws, seed=1, runs=5, classes=9)
    # 0 log 0 is NaN here.
    broken = [it["law"] for it in report.outcomes if it["status"] == "falsified"]
    assert broken == ["entropy/masks-out"]


def test_rows_of_weights_and_of_targets_are_batches_too():
    def soft(z, t):
        return -jax.numpy.sum(t * jax.nn.log_softmax(z), axis=-1)

    def binary(x, t):
        return t * jax.nn.softplus(-x) + (1 - t) * jax.nn.softplus(x)

    it = losslaws.jax.implementation(soft_cross_entropy=soft, binary_cross_entropy=binary)
    batches = {"batchSoftCrossEntropyVjp", "batchMultilabelCrossEntropyVjp"}
    assert batches <= set(it.operations)
    laws = "multilabel/*any-options,soft-batch/gradient-any-options,batch-vjp/soft-any-options"
    report = losslaws.judge(it, laws, tier="textbook", seed=1, runs=5, classes=9, rows=3)
    assert report.ok, str(report)
    assert len(report.outcomes) == 4


def test_a_loss_of_one_logit_alone_has_no_rows():
    def binary(x, t):
        assert x.ndim < 2
        return t * jax.nn.softplus(-x) + (1 - t) * jax.nn.softplus(x)

    it = losslaws.jax.implementation(binary_cross_entropy=binary)
    assert "batchBinaryCrossEntropy" in it.operations
    assert "batchMultilabelCrossEntropy" not in it.operations
