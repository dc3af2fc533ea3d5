"""The losses of torch as its compiler fuses them: binary32 inside, whatever the logits are."""

import shutil

import pytest

torch = pytest.importorskip("torch", reason="torch is not installed")
import torch.nn.functional as F  # noqa: E402

import losslaws  # noqa: E402
import losslaws.torch  # noqa: E402

if not torch.cuda.is_available() and shutil.which("g++") is None:
    pytest.skip("torch.compile needs g++ where there is no GPU", allow_module_level=True)

torch._dynamo.config.cache_size_limit = 10_000

implementation = losslaws.torch.implementation(
    cross_entropy=torch.compile(F.cross_entropy, dynamic=True),
    softmax=torch.compile(lambda z: F.softmax(z, -1), dynamic=True),
    logits=torch.bfloat16,
    device="cuda" if torch.cuda.is_available() else "cpu",
    name="torch.compile",
    policies={"allNegInfRow": "nan", "posInfLogit": "nan", "allIgnoredMean": "nan"},
)
test_laws = losslaws.laws(implementation, tier="textbook", runs=30, rows=100, classes=4097)
