"""A softmax in Triton as a reader of its tutorial writes it: a program a row, the whole row in one block."""

import pytest

DEVICE = pytest.importorskip("interpreter", reason="torch or Triton is not installed").DEVICE  # before triton

import losslaws  # noqa: E402
import losslaws.torch  # noqa: E402
import torch  # noqa: E402
import triton  # noqa: E402
from triton import language as tl  # noqa: E402


@triton.jit
def kernel(result, logits, stride, classes, BLOCK: tl.constexpr):
    row, columns = tl.program_id(0), tl.arange(0, BLOCK)
    z = tl.load(logits + row * stride + columns, mask=columns < classes, other=-float("inf")).to(tl.float32)
    e = tl.exp(z - tl.max(z, axis=0))
    p = e / tl.sum(e, axis=0)
    tl.store(result + row * stride + columns, p.to(result.dtype.element_ty), mask=columns < classes)


class Softmax(torch.autograd.Function):
    """Its backward is that of torch, from the probabilities as they were stored."""

    @staticmethod
    def forward(context, z):
        p = torch.empty_like(z)
        kernel[(z.shape[0],)](p, z, z.stride(0), z.shape[1], BLOCK=triton.next_power_of_2(z.shape[1]))
        context.save_for_backward(p)
        return p

    @staticmethod
    def backward(context, g):
        p, g = context.saved_tensors[0].float(), g.float()
        return (p * (g - (p * g).sum(-1, keepdim=True))).to(context.saved_tensors[0].dtype)


def softmax(z: torch.Tensor) -> torch.Tensor:
    return Softmax.apply(z)


implementation = losslaws.torch.implementation(
    softmax=softmax,
    logits=torch.bfloat16,
    device=DEVICE,
    name="softmax in Triton",
    policies={"allNegInfRow": "nan", "posInfLogit": "nan"},
)
test_laws = losslaws.laws(implementation, tier="textbook", runs=30, rows=100, classes=65536)
