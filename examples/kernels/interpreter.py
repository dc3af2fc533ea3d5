"""Triton's interpreter, so that kernels run without a GPU: import this before triton. With a GPU, nothing is changed."""

import os

import pytest

torch = pytest.importorskip("torch", reason="torch is not installed")

ON_GPU = torch.cuda.is_available()
DEVICE = "cuda" if ON_GPU else "cpu"
os.environ["TRITON_INTERPRET"] = "0" if ON_GPU else "1"
pytest.importorskip("triton", reason="Triton is not installed")

if not ON_GPU:
    torch.set_num_threads(1)

    import numpy
    from triton import language as tl
    from triton.runtime import interpreter

    def _argument(x, otherwise=interpreter._implicit_cvt):
        """A float is a binary32 to a kernel that is compiled. The interpreter leaves it a float, which has no `.to`."""
        if not isinstance(x, float):
            return otherwise(x)
        return tl.tensor(interpreter.TensorHandle(numpy.array([x], numpy.float32), tl.float32), tl.float32)

    def _converted(x, of, to, rounding, otherwise=interpreter._convert_float):
        """A compiled kernel rounds to the nearest bfloat16. The interpreter rounds towards zero, and makes 8.1e-39 of 3.7e-44."""
        if (of, to) == (tl.float32, tl.bfloat16):
            return torch.from_numpy(x.copy()).bfloat16().view(torch.uint16).numpy()
        if (of, to) == (tl.bfloat16, tl.float32):
            return x.astype(numpy.uint32) << 16
        return otherwise(x, of, to, rounding)

    interpreter._implicit_cvt, interpreter._convert_float = _argument, _converted
