"""Losses of NumPy, right and wrong."""

import numpy as np


def softmax(z):
    e = np.exp(z - z.max())
    return e / e.sum()


def log_sum_exp(z):
    m = z.max()
    with np.errstate(invalid="ignore"):
        return m + np.log(np.exp(z - m).sum()) if np.isfinite(m) else m


def naive_softmax(z):
    with np.errstate(all="ignore"):
        e = np.exp(z)
        return e / e.sum()


def softmax_in_place(z):
    z -= z.max()
    np.exp(z, out=z)
    z /= z.sum()
    return z
