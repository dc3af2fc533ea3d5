"""tinygrad on the CPU, which it compiles for with clang, and the gradients of its own differentiation."""
import os, sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).parents[2] / 'adapters/python'))
from adapter import serve
os.environ.update(DEV='CPU', CACHEDB=str(Path(__file__).with_name('.venv') / 'kernels.db'))
from importlib.metadata import version
from tinygrad import Tensor, dtypes

format = sys.argv[2] if sys.argv[1:2] == ['--format'] else 'binary64'
dtype = {'binary64': dtypes.float64, 'binary32': dtypes.float32, 'binary16': dtypes.float16}[format]

# What goes from one step to the next is rounded to binary16.
numbers = format if format != 'binary16' else {'logits': format, 'arithmetic': format, 'results': format}


def tensor(x):
    return Tensor(x, dtype=dtype)


def rows(logits):
    return tensor(logits).reshape(len(logits), len(logits[0]) if logits else 1)


def integers(labels):
    return Tensor([int(y) for y in labels], dtype=dtypes.int32)


def in_format(x):
    """Computed in full before it is read, since reading a half asks for a float, and would be fused with what came before."""
    if x.dtype != dtype:
        raise TypeError(f'expected {dtype}, but received {x.dtype}')
    return x.contiguous().realize().tolist()


def of_tensors(function):
    return lambda *args: in_format(function(*map(tensor, args)))


def gradient(function):
    """The gradient with respect to the first argument."""
    return lambda x, *others: function(x, *others).gradient(x)[0]


def vjp(function):
    def of(logits, cotangent):
        z = tensor(logits)
        return in_format(function(z).gradient(z, gradient=tensor(cotangent))[0])
    return of


def value(function):
    return function


def cross_entropy(of):
    return lambda logits, label: in_format(of(lambda z: z.reshape(1, -1).cross_entropy(integers([label]), reduction='sum'))(tensor(logits)))


def nll(of):
    return lambda l, label: in_format(of(lambda l: l.reshape(1, -1).nll_loss(integers([label]), reduction='sum'))(tensor(l)))


def batch_cross_entropy(logits, labels, options, of=value):
    """cross_entropy, and sparse_categorical_crossentropy where a label is to be ignored, which cross_entropy cannot."""
    chosen = {'reduction': options['reduction'], 'label_smoothing': options.get('labelSmoothing', 0.0)}
    if 'ignoreIndex' in options:
        loss = lambda z: z.sparse_categorical_crossentropy(integers(labels), ignore_index=int(options['ignoreIndex']), **chosen)
    else:
        loss = lambda z: z.cross_entropy(integers(labels), **chosen)
    return in_format(of(loss)(rows(logits)))


def batch_binary(logits, targets, options, of=value):
    weight = tensor(options['posWeight']) if 'posWeight' in options else None
    return in_format(of(lambda x: x.binary_crossentropy_logits(tensor(targets), reduction=options['reduction'], pos_weight=weight))(tensor(logits)))


def gradient_of(batch):
    def of(logits, targets, options):
        return batch(logits, targets, {**options, 'reduction': 'sum' if options['reduction'] == 'none' else options['reduction']}, gradient)
    return of


def binary(x, t):
    return x.binary_crossentropy_logits(t)


# How a user of tinygrad makes the same calls.
row, lone = 'z = Tensor({logits}, dtype=dtype)\n', 'z = Tensor({logit}, dtype=dtype)\n'
rows_loss = '''z, y, o = Tensor({rows}, dtype=dtype), Tensor({labels}), {options}
chosen = dict(reduction=o['reduction'], label_smoothing=o.get('labelSmoothing', 0.0))
loss = z.sparse_categorical_crossentropy(y, ignore_index=o['ignoreIndex'], **chosen) if 'ignoreIndex' in o else z.cross_entropy(y, **chosen)
'''
column_loss = '''z, t, o = Tensor({column}, dtype=dtype), Tensor({targets}, dtype=dtype), {options}
loss = z.binary_crossentropy_logits(t, o['reduction'], Tensor(o['posWeight'], dtype=dtype) if 'posWeight' in o else None)
'''
whole, mixed = "z.reshape(1, -1).cross_entropy(Tensor([{label}]), reduction='sum')", 'z.cross_entropy(Tensor({weights}, dtype=dtype))'
binary_loss = 'z.binary_crossentropy_logits(Tensor({target}, dtype=dtype))'
chosen = "z.reshape(1, -1).nll_loss(Tensor([{label}]), reduction='sum')"
slopes, pulled = '%s.gradient(z)[0]', '%s.gradient(z, gradient=Tensor({cotangent}, dtype=dtype))[0]'
calls = {
    **{name: f'{row}z.{f}()' for name, f in {'softmax': 'softmax', 'logSoftmax': 'log_softmax', 'logSumExp': 'logsumexp'}.items()},
    **{name: f'{lone}z.{f}()' for name, f in {'sigmoid': 'sigmoid', 'logSigmoid': 'logsigmoid', 'softplus': 'softplus'}.items()},
    'crossEntropy': row + whole, 'crossEntropyGradient': row + slopes % whole,
    'nllLoss': row + chosen, 'nllLossGradient': row + slopes % chosen,
    'softCrossEntropy': row + mixed, 'softCrossEntropyGradient': row + slopes % mixed,
    'binaryCrossEntropy': lone + binary_loss, 'binaryCrossEntropyGradient': lone + slopes % binary_loss,
    'softmaxVjp': row + pulled % 'z.softmax()', 'logSoftmaxVjp': row + pulled % 'z.log_softmax()',
    'batchCrossEntropy': rows_loss + 'loss', 'batchCrossEntropyGradient': rows_loss + slopes % 'loss.sum()',
    'batchBinaryCrossEntropy': column_loss + 'loss', 'batchBinaryCrossEntropyGradient': column_loss + slopes % 'loss.sum()',
}
reproduce = {
    'language': 'python',
    'setup': f"import os\nos.environ['DEV'] = 'CPU'\nfrom tinygrad import Tensor, dtypes\ndtype = dtypes.{ {'binary64': 'float64', 'binary32': 'float32', 'binary16': 'float16'}[format] }",
    'calls': {name: f'{call}.contiguous().tolist()' for name, call in calls.items()},  # as it is computed before it is read
}

serve({
    'softmax': of_tensors(Tensor.softmax), 'logSoftmax': of_tensors(Tensor.log_softmax), 'logSumExp': of_tensors(Tensor.logsumexp),
    'sigmoid': of_tensors(Tensor.sigmoid), 'logSigmoid': of_tensors(Tensor.logsigmoid), 'softplus': of_tensors(Tensor.softplus),
    'crossEntropy': cross_entropy(value), 'crossEntropyGradient': cross_entropy(gradient),
    'nllLoss': nll(value), 'nllLossGradient': nll(gradient),
    'softCrossEntropy': of_tensors(Tensor.cross_entropy), 'softCrossEntropyGradient': of_tensors(gradient(Tensor.cross_entropy)),
    'binaryCrossEntropy': of_tensors(binary), 'binaryCrossEntropyGradient': of_tensors(gradient(binary)),
    'softmaxVjp': vjp(Tensor.softmax), 'logSoftmaxVjp': vjp(Tensor.log_softmax),
    'batchCrossEntropy': batch_cross_entropy, 'batchCrossEntropyGradient': gradient_of(batch_cross_entropy),
    'batchBinaryCrossEntropy': batch_binary, 'batchBinaryCrossEntropyGradient': gradient_of(batch_binary),
}, echo=lambda x: in_format(tensor(x)), name='tinygrad', release=version('tinygrad'), format=numbers, reproduce=reproduce,
    options=['labelSmoothing', 'ignoreIndex', 'posWeight'], policies={'allNegInfRow': 'nan', 'posInfLogit': 'nan', 'allIgnoredMean': 'nan'})
