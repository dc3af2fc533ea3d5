"""Pallas, interpreted where there is no GPU or TPU: JAX's own softmax, and a cross-entropy, online in blocks, as a reader of its guide writes it."""

import functools
import os

import pytest

# XLA on a CPU would keep the digits that a kernel rounds away.
os.environ.setdefault("XLA_FLAGS", "--xla_allow_excess_precision=false")
jax = pytest.importorskip("jax", reason="JAX is not installed")

import losslaws  # noqa: E402
import losslaws.jax  # noqa: E402
import numpy as np  # noqa: E402
from jax import numpy as jnp  # noqa: E402
from jax.experimental import pallas as pl  # noqa: E402
from jax.experimental.pallas.ops.gpu.softmax import softmax as own_softmax  # noqa: E402

INTERPRET = jax.default_backend() == "cpu" or os.environ.get("TRITON_INTERPRET") == "1"
BLOCK = 128


@jax.custom_vjp
def softmax(z):
    """JAX's own, which has no backward in Pallas: that beside it is right."""
    return own_softmax(z, interpret=INTERPRET)


def pull_back(z, g):
    p, g = jax.nn.softmax(z.astype(jnp.float32)), g.astype(jnp.float32)
    return ((p * (g - (p * g).sum(-1, keepdims=True))).astype(jnp.bfloat16),)


softmax.defvjp(lambda z: (softmax(z), z), pull_back)


def kernel(smoothing, classes, z_ref, label_ref, loss_ref, slope_ref):
    """The loss of a row and its gradient. Lanes beyond the classes hold −∞."""

    def block(i):
        columns = i * BLOCK + jax.lax.broadcasted_iota(jnp.int32, (1, BLOCK), 1)
        return columns, z_ref[:, pl.ds(i * BLOCK, BLOCK)].astype(jnp.float32)

    def add(i, carry):
        most, whole, own, mean = carry
        columns, z = block(i)
        above = jnp.maximum(most, z.max())
        shift = jnp.where(above == -jnp.inf, 0.0, above)
        whole = whole * jnp.exp(most - shift) + jnp.exp(z - shift).sum()
        own += jnp.where(columns == label_ref[0], z, 0.0).sum()
        mean += jnp.where(columns < classes, z, 0.0).sum() / classes
        return above, whole, own, mean

    blocks = z_ref.shape[1] // BLOCK
    most, whole, own, mean = jax.lax.fori_loop(0, blocks, add, (-jnp.inf, 0.0, 0.0, 0.0))
    lse = most + jnp.log(whole)
    value = lse - own
    if smoothing > 0:
        value = (1 - smoothing) * value + smoothing * (lse - mean)
    loss_ref[0] = value

    def store(i, _):
        columns, z = block(i)
        target = jnp.where(columns == label_ref[0], 1 - smoothing, 0.0) + smoothing / classes
        slope_ref[:, pl.ds(i * BLOCK, BLOCK)] = jnp.exp(z - lse) - target

    jax.lax.fori_loop(0, blocks, store, None)


@functools.partial(jax.jit, static_argnums=(2,))
def compiled(z, labels, smoothing, classes):
    """The losses of rows, and their gradients, once for each shape of whole blocks."""
    rows, lanes = z.shape
    row, entry = pl.BlockSpec((1, lanes), lambda n: (n, 0)), pl.BlockSpec((1,), lambda n: (n,))
    number = pl.BlockSpec((1,), lambda n: (0,))
    return pl.pallas_call(
        lambda z, y, k, *out: kernel(smoothing, k[0], z, y, *out),
        grid=(rows,),
        in_specs=[row, entry, number],
        out_specs=[entry, row],
        out_shape=[jax.ShapeDtypeStruct(shape, jnp.float32) for shape in ((rows,), z.shape)],
        interpret=INTERPRET,
    )(z, labels, classes)


def forward(z, labels, ignored, smoothing):
    rows, classes = z.shape
    shape = [1 << (n - 1).bit_length() for n in (max(rows, 1), max(classes, BLOCK))]
    padded = np.full(shape, -np.inf, jnp.bfloat16)
    padded[:rows, :classes] = z
    counts = np.asarray(labels) != ignored
    own = np.zeros(shape[0], np.int32)
    own[:rows] = np.where(counts, labels, 0)
    losses, slopes = compiled(padded, own, smoothing, np.array([classes], np.float32))
    losses, slopes = np.asarray(losses)[:rows], np.asarray(slopes)[:rows, :classes]
    losses, slopes = np.where(counts, losses, 0), np.where(counts[:, None], slopes, 0)
    return jnp.asarray(losses), (slopes, counts)


@functools.partial(jax.custom_vjp, nondiff_argnums=(1, 2, 3))
def losses_of(z, labels, ignored, smoothing):
    return forward(z, labels, ignored, smoothing)[0]


def losses_vjp(labels, ignored, smoothing, saved, g):
    slopes, counts = saved
    return (jnp.asarray(np.where(counts[:, None], slopes * np.asarray(g)[:, None], 0).astype(jnp.bfloat16)),)


losses_of.defvjp(forward, losses_vjp)


class Labels(tuple):
    """Labels that can be hashed, as `custom_vjp` asks of what it does not differentiate."""


def cross_entropy(z, labels, ignore_index=-100, label_smoothing=0.0, reduction="mean"):
    labels = Labels(np.asarray(labels).tolist())
    losses = losses_of(z, labels, ignore_index, label_smoothing)
    if reduction == "none":
        return losses
    return losses.sum() / (sum(y != ignore_index for y in labels) if reduction == "mean" else 1)


implementation = losslaws.jax.implementation(
    softmax=softmax,
    cross_entropy=cross_entropy,
    logits=jnp.bfloat16,
    name="Pallas",
    policies={"allNegInfRow": "nan", "posInfLogit": "nan", "allIgnoredMean": "nan"},
)
test_laws = losslaws.laws(implementation, tier="textbook", runs=5, rows=9, classes=1025)
