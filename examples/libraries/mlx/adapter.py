"""MLX on the CPU: mlx.core, the losses of mlx.nn, and the gradients of its own differentiation."""
import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).parents[2] / 'adapters/python'))
from adapter import serve
import mlx.core as mx
from mlx import nn

format = sys.argv[2] if sys.argv[1:2] == ['--format'] else 'binary64'
dtype = {'binary64': mx.float64, 'binary32': mx.float32, 'binary16': mx.float16, 'bfloat16': mx.bfloat16}[format]
mx.set_default_device(mx.cpu)

# What goes from one kernel to the next is rounded to a narrow format.
numbers = format if format in ('binary64', 'binary32') else {'logits': format, 'arithmetic': format, 'results': format}


def array(x):
    return mx.array(x, dtype)


def rows(logits):
    return array(logits).reshape(len(logits), len(logits[0]) if logits else 1)


def integers(labels):
    return mx.array([int(y) for y in labels], mx.int32)


def in_format(x):
    if x.dtype != dtype:
        raise TypeError(f'expected {dtype}, but received {x.dtype}')
    return x


def of_arrays(function):
    return lambda *args: in_format(function(*map(array, args)))


def vjp(function):
    return of_arrays(lambda z, g: mx.vjp(function, [z], [g])[1][0])


def value(function):
    return function


def cross_entropy(of):
    return lambda logits, label: in_format(of(lambda z: nn.losses.cross_entropy(z, mx.array(int(label))))(array(logits)))


def nll(of):
    return lambda l, label: in_format(of(lambda l: nn.losses.nll_loss(l, mx.array(int(label))))(array(l)))


def batch_cross_entropy(logits, labels, options, of=value):
    if options.get('labelSmoothing') == 1:
        raise NotImplementedError('no label smoothing of 1')
    loss = lambda z: nn.losses.cross_entropy(z, integers(labels), label_smoothing=options.get('labelSmoothing', 0.0), reduction=options['reduction'])
    return in_format(of(loss)(rows(logits)))


def batch_binary(logits, targets, options, of=value):
    loss = lambda x: nn.losses.binary_cross_entropy(x, array(targets), reduction=options['reduction'])
    return in_format(of(loss)(array(logits)))


def gradient_of(batch):
    def of(logits, targets, options):
        return batch(logits, targets, {**options, 'reduction': 'sum' if options['reduction'] == 'none' else options['reduction']}, mx.grad)
    return of


# How a user of MLX makes the same calls.
row, lone = 'z = mx.array({logits}, dtype)\n', 'z = mx.array({logit}, dtype)\n'
rows_loss = 'z, o = mx.array({rows}, dtype), {options}\n'
of_rows = "nn.losses.cross_entropy(z, mx.array({labels}), label_smoothing=o.get('labelSmoothing', 0.0), reduction=o['reduction'])"
column_loss = 'z, t, o = mx.array({column}, dtype), mx.array({targets}, dtype), {options}\n'
of_column = "nn.losses.binary_cross_entropy(z, t, reduction=o['reduction'])"
whole, mixed = 'nn.losses.cross_entropy(z, mx.array({label}))', 'nn.losses.cross_entropy(z, mx.array({weights}, dtype))'
binary_loss = 'nn.losses.binary_cross_entropy(z, mx.array({target}, dtype))'
chosen = 'nn.losses.nll_loss(z, mx.array({label}))'
slopes, pulled = 'mx.grad(lambda z: %s.sum())(z)', 'mx.vjp(%s, [z], [mx.array({cotangent}, dtype)])[1][0]'
calls = {
    **{name: f'{row}{f}(z)' for name, f in {'softmax': 'nn.softmax', 'logSoftmax': 'nn.log_softmax', 'logSumExp': 'mx.logsumexp'}.items()},
    **{name: f'{lone}{f}(z)' for name, f in {'sigmoid': 'nn.sigmoid', 'logSigmoid': 'nn.log_sigmoid', 'softplus': 'nn.softplus'}.items()},
    'crossEntropy': row + whole, 'crossEntropyGradient': row + slopes % whole,
    'nllLoss': row + chosen, 'nllLossGradient': row + slopes % chosen,
    'softCrossEntropy': row + mixed, 'softCrossEntropyGradient': row + slopes % mixed,
    'binaryCrossEntropy': lone + binary_loss, 'binaryCrossEntropyGradient': lone + slopes % binary_loss,
    'softmaxVjp': row + pulled % 'nn.softmax', 'logSoftmaxVjp': row + pulled % 'nn.log_softmax',
    'batchCrossEntropy': rows_loss + of_rows, 'batchCrossEntropyGradient': rows_loss + slopes % of_rows,
    'batchBinaryCrossEntropy': column_loss + of_column, 'batchBinaryCrossEntropyGradient': column_loss + slopes % of_column,
}
reproduce = {
    'language': 'python',
    'setup': f"import mlx.core as mx\nfrom mlx import nn\nmx.set_default_device(mx.cpu)\ndtype = mx.{str(dtype).rpartition('.')[2]}",
    'calls': {name: f'{call}.tolist()' for name, call in calls.items()},  # with all their digits
}

serve({
    'softmax': of_arrays(nn.softmax), 'logSoftmax': of_arrays(nn.log_softmax), 'logSumExp': of_arrays(mx.logsumexp),
    'sigmoid': of_arrays(nn.sigmoid), 'logSigmoid': of_arrays(nn.log_sigmoid), 'softplus': of_arrays(nn.softplus),
    'crossEntropy': cross_entropy(value), 'crossEntropyGradient': cross_entropy(mx.grad),
    'nllLoss': nll(value), 'nllLossGradient': nll(mx.grad),
    'softCrossEntropy': of_arrays(nn.losses.cross_entropy), 'softCrossEntropyGradient': of_arrays(mx.grad(nn.losses.cross_entropy)),
    'binaryCrossEntropy': of_arrays(nn.losses.binary_cross_entropy), 'binaryCrossEntropyGradient': of_arrays(mx.grad(nn.losses.binary_cross_entropy)),
    'softmaxVjp': vjp(nn.softmax), 'logSoftmaxVjp': vjp(nn.log_softmax),
    'batchCrossEntropy': batch_cross_entropy, 'batchCrossEntropyGradient': gradient_of(batch_cross_entropy),
    'batchBinaryCrossEntropy': batch_binary, 'batchBinaryCrossEntropyGradient': gradient_of(batch_binary),
}, echo=array, name='mlx', release=mx.__version__, format=numbers, reproduce=reproduce, options=['labelSmoothing'], policies={'allNegInfRow': 'nan', 'posInfLogit': 'nan'})
