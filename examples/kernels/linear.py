"""Losses that make their logits themselves, as a product of tokens and a vocabulary, as losses of logits."""

import torch


class Vocabulary(torch.autograd.Function):
    """Logits `[N, K]`, transposed: beside zeros of other rows, neither they nor their gradient may be infinite or NaN."""

    @staticmethod
    def forward(context, z):
        return finite(z).t().contiguous()

    @staticmethod
    def backward(context, g):
        return finite(g.t())


def finite(rows):
    if len(rows) > 1 and not torch.isfinite(rows).all():
        raise NotImplementedError("a product with zeros makes NaN of what is not finite")
    return rows


def of_logits(loss):
    """The loss of logits `[N, K]` from one of tokens `[N, H]` and a vocabulary `[K, H]`.

    Tokens are rows of the identity, and the vocabulary is the logits, transposed: their product is exact, and so is the
    gradient of the vocabulary.
    """

    def call(z: torch.Tensor, labels: torch.Tensor, **options):
        tokens = torch.eye(len(z), dtype=z.dtype, device=z.device, requires_grad=True)
        return loss(tokens, Vocabulary.apply(z), labels, **options)

    return call
