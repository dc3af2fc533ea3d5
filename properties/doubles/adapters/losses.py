"""Every operation of the contract in plain Python, right to the textbook tier, through the example adapter."""
import sys
from math import exp, inf, isnan, log, log1p, nan
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).parents[3] / 'examples/adapters/python'))
from adapter import serve


def log_sum_exp(z):
    m = max(z, default=-inf)
    if any(map(isnan, z)):
        return nan
    return m if abs(m) == inf else m + log(sum([exp(x - m) for x in z]))


def softmax(z):
    m = nan if any(map(isnan, z)) else max(z)
    if m == inf or m == -inf or isnan(m):
        return [nan] * len(z)
    weights = [exp(x - m) for x in z]
    total = sum(weights)
    return [w / total for w in weights]


def log_softmax(z):
    lse = log_sum_exp(z)
    return [x - lse for x in z]


def softplus(x):
    return x if isnan(x) else max(x, 0.0) + log1p(exp(-abs(x)))


def sigmoid(x):
    return 1 / (1 + exp(-x)) if x >= 0 else exp(x) / (1 + exp(x)) if x < 0 else nan


def cross_entropy(z, label):
    return log_sum_exp(z) - z[int(label)]


def cross_entropy_gradient(z, label):
    p = softmax(z)
    p[int(label)] -= 1
    return p


def soft_cross_entropy(z, t):
    lse = log_sum_exp(z)
    return sum([w * (lse - x) for w, x in zip(t, z) if w != 0])


def soft_cross_entropy_gradient(z, t):
    mass = sum(t)
    return [p * mass - w for p, w in zip(softmax(z), t)]


def softmax_vjp(z, g):
    p = softmax(z)
    mean = sum([a * b for a, b in zip(p, g)])
    return [a * (b - mean) for a, b in zip(p, g)]


def log_softmax_vjp(z, g):
    mass = sum(g)
    return [b - a * mass for a, b in zip(softmax(z), g)]


def binary_cross_entropy(x, t):
    return (t * softplus(-x) if t else 0.0) + ((1 - t) * softplus(x) if t != 1 else 0.0)


def z_loss_gradient(z):
    lse = log_sum_exp(z)
    return [2 * lse * p for p in softmax(z)]


def reduced(losses, reduction):
    total = sum(losses)
    return losses if reduction == 'none' else total if reduction == 'sum' else total / len(losses) if losses else nan


def scaled(x, options, n):
    if isinstance(x, list):
        return [scaled(y, options, n) for y in x]
    return x / n if options['reduction'] == 'mean' else x


operations = {
    'softmax': softmax, 'logSoftmax': log_softmax, 'logSumExp': log_sum_exp,
    'zLoss': lambda z: log_sum_exp(z) * log_sum_exp(z), 'zLossGradient': z_loss_gradient,
    'sigmoid': sigmoid, 'logSigmoid': lambda x: -softplus(-x), 'softplus': softplus,
    'crossEntropy': cross_entropy, 'crossEntropyGradient': cross_entropy_gradient,
    'softCrossEntropy': soft_cross_entropy, 'softCrossEntropyGradient': soft_cross_entropy_gradient,
    'binaryCrossEntropy': binary_cross_entropy, 'binaryCrossEntropyGradient': lambda x, t: sigmoid(x) - t,
    'softmaxVjp': softmax_vjp, 'logSoftmaxVjp': log_softmax_vjp,
    'batchCrossEntropy': lambda rows, labels, o: reduced([cross_entropy(z, y) for z, y in zip(rows, labels)], o['reduction']),
    'batchCrossEntropyGradient': lambda rows, labels, o: scaled(
        [cross_entropy_gradient(z, y) for z, y in zip(rows, labels)], o, len(rows)),
    'batchBinaryCrossEntropy': lambda column, targets, o: reduced(
        [binary_cross_entropy(x, t) for x, t in zip(column, targets)], o['reduction']),
    'batchBinaryCrossEntropyGradient': lambda column, targets, o: scaled(
        [sigmoid(x) - t for x, t in zip(column, targets)], o, len(column)),
}

serve(operations, name='losses in Python', format='binary64', policies={'allNegInfRow': 'nan', 'posInfLogit': 'nan'})
