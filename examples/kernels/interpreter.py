"""Triton's interpreter, so that kernels run without a GPU: import this before triton. With a GPU, nothing is changed.

`TRITON_INTERPRET=1` asks for the interpreter where there is a GPU too.
"""

import os
from contextlib import nullcontext

import torch

ON_GPU = torch.cuda.is_available() and os.environ.get("TRITON_INTERPRET") != "1"
DEVICE = "cuda" if ON_GPU else "cpu"
os.environ["TRITON_INTERPRET"] = "0" if ON_GPU else "1"

import triton  # noqa: E402, F401

if not ON_GPU:
    torch.set_num_threads(1)
    # Launches name their GPU, and here there is none.
    torch.cuda.device, torch.cuda.current_device = lambda device: nullcontext(), lambda: 0

    import numpy
    from triton import language as tl
    from triton.language.extra import libdevice
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

    def _binary(self, x, y, f, otherwise=interpreter.InterpreterBuilder.binary_op):
        """The interpreter adds and multiplies the bits of bfloat16. A compiled kernel rounds what it computes of the numbers."""
        if x.dtype != tl.bfloat16:
            return otherwise(self, x, y, f)
        result = otherwise(self, *(self.cast_impl(it, tl.float32) for it in (x, y)), f)
        return result if result.data.dtype == bool else self.cast_impl(result, tl.bfloat16)

    def _dot(self, x, y, *rest, otherwise=interpreter.InterpreterBuilder.create_dot):
        """The same of a product of blocks, which is added up in binary32."""
        wide = (self.cast_impl(it, tl.float32) if it.dtype == tl.bfloat16 else it for it in (x, y))
        return otherwise(self, *wide, *rest)

    def _reduced(self, given, otherwise=interpreter.ReduceOps.apply_impl):
        """Nor can it add bfloat16 up, or compare them. Here a sum is rounded once, where a compiled kernel rounds each step."""
        if not any(x.dtype == tl.bfloat16 for x in given):
            return otherwise(self, given)
        cast = interpreter.interpreter_builder.cast_impl
        result = otherwise(self, tuple(self.to_tensor(cast(x.handle, tl.float32).data, tl.float32) for x in given))
        return self.to_tensor(cast(result.handle, tl.bfloat16).data, tl.bfloat16)

    def _elementwise(f):
        """A function of the device's library, of which the interpreter gives None."""
        return lambda x: tl.tensor(interpreter.TensorHandle(f(x.handle.data), x.handle.dtype), x.type)

    interpreter._implicit_cvt, interpreter._convert_float = _argument, _converted
    interpreter.InterpreterBuilder.binary_op, interpreter.InterpreterBuilder.create_dot = _binary, _dot
    interpreter.ReduceOps.apply_impl = _reduced
    libdevice.tanh, libdevice.log1p = _elementwise(numpy.tanh), _elementwise(numpy.log1p)
