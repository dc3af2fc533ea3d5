import numpy as np
import pytest

import losslaws

torch = pytest.importorskip("torch")

import torch.nn.functional as F  # noqa: E402

import losslaws.torch  # noqa: E402


def test_all_follows_from_the_functions_of_torch():
    it = losslaws.torch.implementation(
        cross_entropy=F.cross_entropy,
        softmax=F.softmax,
        log_softmax=torch.log_softmax,
        log_sum_exp=torch.logsumexp,
        merge_log_sum_exp=torch.logsumexp,
        nll_loss=F.nll_loss,
        sigmoid=torch.sigmoid,
        binary_cross_entropy=F.binary_cross_entropy_with_logits,
        logits=torch.float64,
    )
    assert set(it.operations) == {
        "softmax",
        "softmaxVjp",
        "logSoftmax",
        "logSoftmaxVjp",
        "logSumExp",
        "mergeLogSumExp",
        "nllLoss",
        "nllLossGradient",
        "sigmoid",
        "crossEntropy",
        "crossEntropyGradient",
        "softCrossEntropy",
        "softCrossEntropyGradient",
        "binaryCrossEntropy",
        "binaryCrossEntropyGradient",
        "batchCrossEntropy",
        "batchCrossEntropyGradient",
        "batchCrossEntropyVjp",
        "batchSoftCrossEntropy",
        "batchSoftCrossEntropyGradient",
        "batchSoftCrossEntropyVjp",
        "batchBinaryCrossEntropy",
        "batchBinaryCrossEntropyGradient",
        "batchBinaryCrossEntropyVjp",
        "batchMultilabelCrossEntropy",
        "batchMultilabelCrossEntropyGradient",
        "batchMultilabelCrossEntropyVjp",
    }
    known = "classWeights labelSmoothing ignoreIndex posWeight positiveWeights"
    assert list(it.options) == known.split()
    globs = "*/value,*batch/any-options,multilabel/any-options"
    report = losslaws.judge(it, globs, tier="textbook", seed=1, runs=20, classes=300, rows=9)
    assert report.ok, str(report)


def test_narrow_results_are_seen():
    def wide_loss(z, y, reduction="mean"):
        return F.cross_entropy(z.float(), y, reduction=reduction)

    it = losslaws.torch.implementation(cross_entropy=wide_loss, logits=torch.bfloat16)
    assert it.numbers == {
        "logits": "bfloat16",
        "targets": "bfloat16",
        "arithmetic": "binary32",
        "results": {
            "default": "bfloat16",
            "crossEntropy": "binary32",
            "batchCrossEntropy": "binary32",
        },
    }
    assert list(it.options) == []


def test_a_class_of_modules_is_made_with_options():
    it = losslaws.torch.implementation(
        cross_entropy=torch.nn.CrossEntropyLoss, logits=torch.float64
    )
    assert list(it.options) == ["classWeights", "labelSmoothing", "ignoreIndex"]
    assert losslaws.judge(it, "batch/any-options", seed=1, runs=10, classes=50, rows=9).ok


def test_a_soft_cap_and_a_z_loss_are_options():
    def loss(z, y, lse_square_scale=0.0, softcap=None, reduction="mean"):
        z = z if softcap is None else softcap * torch.tanh(z / softcap)
        losses = F.cross_entropy(z, y, reduction="none")
        losses = losses + lse_square_scale * torch.logsumexp(z, -1) ** 2
        return losses if reduction == "none" else getattr(losses, reduction)()

    it = losslaws.torch.implementation(cross_entropy=loss, logits=torch.float64)
    assert list(it.options) == ["softCap", "zLoss"]
    globs = "batch/any-options,batch/gradient-any-options"
    assert losslaws.judge(it, globs, tier="textbook", seed=1, runs=20, classes=50, rows=9).ok


def test_gamma_is_the_focusing_of_a_focal_loss():
    def loss(z, y, weight=None, gamma=0.0, reduction="none"):
        own = F.log_softmax(z, -1).gather(-1, y[:, None])[:, 0]
        # 1 - p; the power of 0 has no slope where gamma is below 1.
        others = (-torch.expm1(own)).clamp(min=1e-300)
        # Where a label is masked, 0 times an infinite loss would come back to its probability.
        finite = torch.where(own.isinf(), 0.0, own)
        losses = torch.where(own.isinf(), -own, -(others**gamma) * finite)
        weights = torch.ones_like(own) if weight is None else weight[y]
        whole = (weights * losses).sum()
        return weights * losses if reduction == "none" else whole / (
            weights.sum() if reduction == "mean" else 1
        )

    it = losslaws.torch.implementation(cross_entropy=loss, logits=torch.float64)
    assert list(it.options) == ["classWeights", "focusing"]
    globs = "batch-options/focal*,batch/any-options,batch/gradient-any-options"
    assert losslaws.judge(it, globs, tier="textbook", seed=1, runs=20, classes=50, rows=9).ok


def test_a_temperature_a_mask_weights_of_rows_and_a_denominator_are_options():
    def loss(
        z, y, mask=None, temperature=1.0, row_weights=None, denominator=None, reduction="mean"
    ):
        z = z if mask is None else z.masked_fill(~mask, -torch.inf)
        losses = F.cross_entropy(z / temperature, y, reduction="none")
        weights = torch.ones_like(losses) if row_weights is None else row_weights
        losses = losses * weights
        if reduction != "mean":
            return losses if reduction == "none" else losses.sum()
        return losses.sum() / (weights.sum() if denominator is None else denominator)

    it = losslaws.torch.implementation(cross_entropy=loss, logits=torch.float64)
    assert list(it.options) == ["mask", "temperature", "rowWeights", "denominator"]
    globs = "batch-options/*,batch/any-options,batch/gradient-any-options"
    report = losslaws.judge(it, globs, tier="textbook", seed=1, runs=20, classes=50, rows=9)
    assert report.ok, str(report)


@pytest.mark.parametrize("loss", [lambda z, y: F.cross_entropy(z, y), torch.nn.CrossEntropyLoss()])
def test_a_loss_that_is_a_mean_is_asked_row_by_row(loss):
    it = losslaws.torch.implementation(cross_entropy=loss, logits=torch.float64)
    assert set(it.operations) == {"crossEntropy", "crossEntropyGradient"}
    z, y = it.library.put("logits", np.array([1.0, 0.0])), it.library.put("label", np.array(0.0))
    gradient = it.operations["crossEntropyGradient"].call(z, y)
    assert it.library.get(gradient) == pytest.approx([-0.2689414, 0.2689414])


def test_a_loss_of_each_row_is_reduced_as_callers_do():
    it = losslaws.torch.implementation(
        cross_entropy=lambda z, y, ignore_index=-100, label_smoothing=0.0: F.cross_entropy(
            z, y, ignore_index=ignore_index, label_smoothing=label_smoothing, reduction="none"
        ),
        logits=torch.float64,
    )
    assert list(it.options) == ["labelSmoothing"]
    laws = "batch/value,batch/mean,batch/gradient,batch-vjp/value"
    assert losslaws.judge(it, laws, seed=1, runs=10, classes=50, rows=9).ok


def test_a_kernel_that_writes_over_its_logits_is_seen():
    class InPlace(torch.autograd.Function):
        @staticmethod
        def forward(ctx, z):
            z.copy_(torch.softmax(z, -1))
            return z.clone()

        @staticmethod
        def backward(ctx, g):
            return g

    it = losslaws.torch.implementation(softmax=lambda z: InPlace.apply(z))
    [cause] = losslaws.judge(it, "hygiene/inputs-unchanged", seed=1, runs=5).causes
    assert cause.laws == ("hygiene/inputs-unchanged",)
