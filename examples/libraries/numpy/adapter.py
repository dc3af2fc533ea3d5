"""NumPy and SciPy: what scipy.special has of the contract, and numpy.logaddexp to merge. It has no loss of logits and no gradient."""
import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).parents[2] / 'adapters/python'))
from adapter import serve
import ml_dtypes, numpy, scipy
from scipy import special

format = sys.argv[2] if sys.argv[1:2] == ['--format'] else 'binary64'
dtype = {'binary64': numpy.float64, 'binary32': numpy.float32, 'binary16': numpy.float16, 'bfloat16': ml_dtypes.bfloat16}[format]
# SciPy computes in the format of the array that it is given, step by step.
numbers = format if format in ('binary64', 'binary32') else {'logits': format, 'arithmetic': format, 'results': format}
numpy.seterr(all='ignore')


def of_array(function):
    return lambda x: in_format(function(numpy.array(x, dtype)))


def in_format(result):
    if result.dtype != dtype:
        raise TypeError(f'expected {numpy.dtype(dtype)}, but received {result.dtype}')
    return result.astype(numpy.float64)


operations = {
    'softmax': special.softmax, 'logSoftmax': special.log_softmax, 'logSumExp': special.logsumexp, 'mergeLogSumExp': numpy.logaddexp.reduce,
    'sigmoid': special.expit, 'logSigmoid': special.log_expit, 'softplus': special.softplus,
}
# In half precision expit and log_expit answer in binary64, and so does logsumexp for bfloat16.
widened = {'binary16': ['sigmoid', 'logSigmoid'], 'bfloat16': ['sigmoid', 'logSigmoid', 'logSumExp']}.get(format, [])

# How a user of SciPy makes the same calls.
reproduce = {
    'language': 'python',
    'setup': 'import ml_dtypes, numpy\nfrom scipy import special' if format == 'bfloat16' else 'import numpy\nfrom scipy import special',
    'calls': {
        name: f'{"numpy.logaddexp" if name == "mergeLogSumExp" else "special"}.{f.__name__}(numpy.array({{{"logit" if name in ("sigmoid", "logSigmoid", "softplus") else "logits"}}}, {dtype.__module__}.{dtype.__name__})).tolist()'
        for name, f in operations.items()
    },
}

serve({name: of_array(f) for name, f in operations.items() if name not in widened},
      echo=of_array(lambda x: x), name='numpy', release=f'NumPy {numpy.__version__}, SciPy {scipy.__version__}', format=numbers,
      reproduce=reproduce, policies={'allNegInfRow': 'nan', 'posInfLogit': 'nan'})
