"""PyTorch: torch.nn.functional on the CPU, and the gradients of its own differentiation."""
import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).parents[2] / 'adapters/python'))
from adapter import serve
import torch
from torch.nn import functional as F

format = sys.argv[2] if sys.argv[1:2] == ['--format'] else 'binary64'
dtype = {'binary64': torch.float64, 'binary32': torch.float32, 'binary16': torch.float16, 'bfloat16': torch.bfloat16}[format]
# On a CPU each of torch's kernels computes in binary32 where the format is narrower, but what goes from one to the next, such as the logarithms
# of probabilities that a loss is made of and differentiated from, is rounded to it.
numbers = format if format in ('binary64', 'binary32') else {'logits': format, 'arithmetic': format, 'results': format}
torch.set_num_threads(1)


def tensor(x):
    return torch.tensor(x, dtype=dtype)


def rows(logits):
    return tensor(logits).reshape(len(logits), len(logits[0]) if logits else 1)


def indices(labels):
    """Integers. What is none is left to torch to refuse."""
    return torch.tensor([int(y) if y % 1 == 0 else y for y in labels] or [0])[:len(labels)]


def in_format(x):
    if x.dtype != dtype:
        raise TypeError(f'expected {dtype}, but received {x.dtype}')
    return x


def gradient(function, cotangent=None):
    """The gradient with respect to the first argument."""
    def of(x, *others):
        x.requires_grad_()
        return torch.autograd.grad(function(x, *others), x, cotangent)[0]
    return of


def of_tensors(function):
    return lambda *args: in_format(function(*map(tensor, args)))


def vjp(function):
    return lambda logits, cotangent: in_format(gradient(function, tensor(cotangent))(tensor(logits)))


def hessian_times(function):
    """The second derivative along a direction: what pulls a gradient back is symmetric."""
    def of(x, direction):
        x.requires_grad_()
        slopes, = torch.autograd.grad(function(x), x, create_graph=True)
        return torch.autograd.grad(slopes, x, tensor(direction))[0]
    return of


def entropy(z):
    return torch.distributions.Categorical(logits=z).entropy()


def divergence(z, target):
    return F.kl_div(log_softmax(z), target, reduction='sum')


def log_sum_exp(z):
    return torch.logsumexp(z, dim=-1)


def merged(parts):
    """As ranks reduce: pairs, and pairs of pairs."""
    while len(parts) > 1:
        half = len(parts) // 2
        parts = torch.cat([torch.logaddexp(parts[:half], parts[half:2 * half]), parts[2 * half:]])
    return parts[0]


def cross_entropy_hessian_times(logits, label, direction):
    return in_format(hessian_times(lambda z: F.cross_entropy(z, indices([label])[0]))(tensor(logits), direction))


def softmax(z):
    return F.softmax(z, dim=-1)


def log_softmax(z):
    return F.log_softmax(z, dim=-1)


def cross_entropy(of):
    return lambda logits, label: in_format(of(lambda z: F.cross_entropy(z, indices([label])[0]))(tensor(logits)))


def nll(of):
    return lambda l, label: in_format(of(lambda l: F.nll_loss(l, indices([label])[0]))(tensor(l)))


def value(function):
    return function


def batch_cross_entropy(logits, labels, options, of=value, targets=indices):
    chosen = {'reduction': options['reduction']}
    if 'classWeights' in options:
        chosen['weight'] = tensor(options['classWeights'])
    if 'labelSmoothing' in options:
        chosen['label_smoothing'] = options['labelSmoothing']
    if 'ignoreIndex' in options:
        chosen['ignore_index'] = int(options['ignoreIndex'])
    return in_format(of(lambda z: F.cross_entropy(z, targets(labels), **chosen))(rows(logits)))


def batch_soft_cross_entropy(logits, weights, options, of=value):
    return batch_cross_entropy(logits, weights, options, of, rows)


def batch_binary(logits, targets, options, of=value):
    weight = tensor(options['posWeight']) if 'posWeight' in options else None
    loss = lambda x: F.binary_cross_entropy_with_logits(x, tensor(targets), reduction=options['reduction'], pos_weight=weight)
    return in_format(of(loss)(tensor(logits)))


def batch_multilabel(logits, targets, options, of=value):
    class_weights, positive = (tensor(options[name]) if name in options else None for name in ('classWeights', 'positiveWeights'))
    loss = lambda x: F.binary_cross_entropy_with_logits(x, rows(targets), class_weights, reduction=options['reduction'], pos_weight=positive)
    return in_format(of(loss)(rows(logits)))


def gradient_of_batch(batch):
    def of(logits, targets, options):
        reduced = {**options, 'reduction': 'sum' if options['reduction'] == 'none' else options['reduction']}
        return batch(logits, targets, reduced, gradient)
    return of


def vjp_of_batch(batch, shaped=tensor):
    def of(logits, targets, cotangent, options):
        return batch(logits, targets, options, lambda function: gradient(function, shaped(cotangent)))
    return of


# How a user of torch makes the same calls.
row, slopes = 'z = torch.tensor({logits}, dtype=dtype, requires_grad=True)\n', 'torch.autograd.grad(%s, z)[0]'
lone, pulled = row.replace('logits', 'logit'), 'torch.autograd.grad(%s, z, torch.tensor({cotangent}, dtype=dtype))[0]'
label, weights, target = 'torch.tensor({label})', 'torch.tensor({weights}, dtype=dtype)', 'torch.tensor({target}, dtype=dtype)'
of_entropy, of_divergence = 'torch.distributions.Categorical(logits=z).entropy()', f"F.kl_div(F.log_softmax(z, -1), {weights}, reduction='sum')"
curved = 'torch.autograd.grad(torch.autograd.grad(%s, z, create_graph=True)[0], z, torch.tensor({direction}, dtype=dtype))[0]'
batch_of_rows = '''z = torch.tensor({rows}, dtype=dtype, requires_grad=True)
o = {options}
weight = torch.tensor(o['classWeights'], dtype=dtype) if 'classWeights' in o else None
loss = F.cross_entropy(z, torch.tensor({labels}), weight, reduction=o['reduction'], label_smoothing=o.get('labelSmoothing', 0.0), ignore_index=o.get('ignoreIndex', -100))
'''
batch_of_weights = batch_of_rows.replace('torch.tensor({labels})', 'torch.tensor({rowsOfWeights}, dtype=dtype)')
batch_of_logits = '''z = torch.tensor({column}, dtype=dtype, requires_grad=True)
o = {options}
weight = torch.tensor(o['posWeight'], dtype=dtype) if 'posWeight' in o else None
loss = F.binary_cross_entropy_with_logits(z, torch.tensor({targets}, dtype=dtype), reduction=o['reduction'], pos_weight=weight)
'''
batch_of_entries = '''z = torch.tensor({rows}, dtype=dtype, requires_grad=True)
o = {options}
w, v = (torch.tensor(o[name], dtype=dtype) if name in o else None for name in ('classWeights', 'positiveWeights'))
loss = F.binary_cross_entropy_with_logits(z, torch.tensor({rowsOfTargets}, dtype=dtype), w, reduction=o['reduction'], pos_weight=v)
'''
of_batch = 'torch.autograd.grad(loss, z, torch.tensor({%s}, dtype=dtype))[0]'
folded = '''while len(z) > 1:
    n = len(z) // 2
    z = torch.cat([torch.logaddexp(z[:n], z[n:2 * n]), z[2 * n:]])
z[0]'''
calls = {
    'softmax': row + 'F.softmax(z, -1)', 'logSoftmax': row + 'F.log_softmax(z, -1)', 'logSumExp': row + 'torch.logsumexp(z, -1)',
    'mergeLogSumExp': row + folded, 'nllLoss': row + f'F.nll_loss(z, {label})', 'nllLossGradient': row + slopes % f'F.nll_loss(z, {label})',
    'entropy': row + of_entropy, 'entropyGradient': row + slopes % of_entropy,
    'klDivergence': row + of_divergence, 'klDivergenceGradient': row + slopes % of_divergence,
    'logSumExpHessianTimes': row + curved % 'torch.logsumexp(z, -1)', 'crossEntropyHessianTimes': row + curved % f'F.cross_entropy(z, {label})',
    'sigmoid': lone + 'torch.sigmoid(z)', 'logSigmoid': lone + 'F.logsigmoid(z)', 'softplus': lone + 'F.softplus(z)',
    'crossEntropy': row + f'F.cross_entropy(z, {label})', 'crossEntropyGradient': row + slopes % f'F.cross_entropy(z, {label})',
    'softCrossEntropy': row + f'F.cross_entropy(z, {weights})', 'softCrossEntropyGradient': row + slopes % f'F.cross_entropy(z, {weights})',
    'binaryCrossEntropy': lone + f'F.binary_cross_entropy_with_logits(z, {target})',
    'binaryCrossEntropyGradient': lone + slopes % f'F.binary_cross_entropy_with_logits(z, {target})',
    'softmaxVjp': row + pulled % 'F.softmax(z, -1)', 'logSoftmaxVjp': row + pulled % 'F.log_softmax(z, -1)',
    'batchCrossEntropy': batch_of_rows + 'loss', 'batchCrossEntropyGradient': batch_of_rows + slopes % 'loss.sum()',
    'batchSoftCrossEntropy': batch_of_weights + 'loss', 'batchSoftCrossEntropyGradient': batch_of_weights + slopes % 'loss.sum()',
    'batchBinaryCrossEntropy': batch_of_logits + 'loss', 'batchBinaryCrossEntropyGradient': batch_of_logits + slopes % 'loss.sum()',
    'batchMultilabelCrossEntropy': batch_of_entries + 'loss', 'batchMultilabelCrossEntropyGradient': batch_of_entries + slopes % 'loss.sum()',
    'batchCrossEntropyVjp': batch_of_rows + of_batch % 'cotangent', 'batchSoftCrossEntropyVjp': batch_of_weights + of_batch % 'cotangent',
    'batchBinaryCrossEntropyVjp': batch_of_logits + of_batch % 'cotangent', 'batchMultilabelCrossEntropyVjp': batch_of_entries + of_batch % 'rowsOfCotangents',
}
reproduce = {
    'language': 'python',
    'setup': f'import torch\nfrom torch.nn import functional as F\ndtype = {dtype}',
    'calls': {name: f'{call}.tolist()' for name, call in calls.items()},  # with all their digits
}

binary = F.binary_cross_entropy_with_logits
serve({
    'softmax': of_tensors(softmax), 'logSoftmax': of_tensors(log_softmax), 'logSumExp': of_tensors(log_sum_exp),
    'mergeLogSumExp': of_tensors(merged), 'nllLoss': nll(value), 'nllLossGradient': nll(gradient),
    'entropy': of_tensors(entropy), 'entropyGradient': of_tensors(gradient(entropy)),
    'klDivergence': of_tensors(divergence), 'klDivergenceGradient': of_tensors(gradient(divergence)),
    'logSumExpHessianTimes': lambda logits, direction: in_format(hessian_times(log_sum_exp)(tensor(logits), direction)),
    'crossEntropyHessianTimes': cross_entropy_hessian_times,
    'sigmoid': of_tensors(torch.sigmoid), 'logSigmoid': of_tensors(F.logsigmoid), 'softplus': of_tensors(F.softplus),
    'crossEntropy': cross_entropy(value), 'crossEntropyGradient': cross_entropy(gradient),
    'softCrossEntropy': of_tensors(F.cross_entropy), 'softCrossEntropyGradient': of_tensors(gradient(F.cross_entropy)),
    'binaryCrossEntropy': of_tensors(binary), 'binaryCrossEntropyGradient': of_tensors(gradient(binary)),
    'softmaxVjp': vjp(softmax), 'logSoftmaxVjp': vjp(log_softmax),
    'batchCrossEntropy': batch_cross_entropy, 'batchCrossEntropyGradient': gradient_of_batch(batch_cross_entropy),
    'batchSoftCrossEntropy': batch_soft_cross_entropy, 'batchSoftCrossEntropyGradient': gradient_of_batch(batch_soft_cross_entropy),
    'batchBinaryCrossEntropy': batch_binary, 'batchBinaryCrossEntropyGradient': gradient_of_batch(batch_binary),
    'batchMultilabelCrossEntropy': batch_multilabel, 'batchMultilabelCrossEntropyGradient': gradient_of_batch(batch_multilabel),
    'batchCrossEntropyVjp': vjp_of_batch(batch_cross_entropy), 'batchSoftCrossEntropyVjp': vjp_of_batch(batch_soft_cross_entropy),
    'batchBinaryCrossEntropyVjp': vjp_of_batch(batch_binary), 'batchMultilabelCrossEntropyVjp': vjp_of_batch(batch_multilabel, rows),
}, echo=tensor, reproduce=reproduce, name='pytorch', release=torch.__version__, format=numbers, options=['classWeights', 'labelSmoothing', 'ignoreIndex', 'posWeight', 'positiveWeights'],
    policies={'allNegInfRow': 'nan', 'posInfLogit': 'nan', 'infiniteLogit': 'nan', 'allIgnoredMean': 'nan', 'labelOutOfRange': 'error'})
