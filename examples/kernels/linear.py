"""Losses that make their logits themselves, as a product of tokens and a vocabulary, as losses of logits."""

import torch


def of_logits(loss):
    """The loss of logits `[N, K]` from one of tokens `[N, H]` and a vocabulary `[K, H]`.

    Tokens are rows of the identity, and the vocabulary is the logits, transposed: their product is exact, and so is the
    gradient of the vocabulary. Infinities do not survive the zeros beside them.
    """

    def call(z: torch.Tensor, labels: torch.Tensor, **options):
        if len(z) > 1 and not torch.isfinite(z).all():
            raise NotImplementedError("a product with zeros makes NaN of infinities")
        tokens = torch.eye(len(z), dtype=z.dtype, device=z.device)
        return loss(tokens, z.t().contiguous(), labels, **options)

    return call
