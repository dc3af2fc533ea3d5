"""Liger-Kernel: its Triton kernels of softmax and cross-entropy, in Triton's interpreter on the CPU, and the gradients that they compute."""
import os, sys
from pathlib import Path
sys.path[:0] = [str(Path(__file__).parents[2] / 'adapters/python'), str(Path(__file__).parents[2] / 'kernels')]
from adapter import serve
os.environ['TRITON_INTERPRET'] = '1'
import interpreter, torch
from importlib.metadata import version
from liger_kernel.transformers import LigerSoftmax, LigerVocabParallelCrossEntropy
from liger_kernel.transformers.functional import liger_cross_entropy, liger_fused_linear_cross_entropy

# binary32, binary16 or bfloat16 are the kernels of softmax and cross-entropy for such logits. Before it, 'softmax-' is the softmax's backward alone,
# 'reduced-' the losses of a batch, 'fused-' the cross-entropy that makes its logits itself, and 'parallel-' that of a vocabulary spread over devices,
# here over one.
kernel, _, number = (sys.argv[2] if sys.argv[1:2] == ['--format'] else 'binary32').rpartition('-')
dtype = {'binary32': torch.float32, 'binary16': torch.float16, 'bfloat16': torch.bfloat16}[number]


def tensor(x):
    return torch.tensor(x, dtype=dtype)


def rows(logits):
    return tensor(logits).reshape(len(logits), len(logits[0]) if logits else 1)


def indices(labels):
    """Integers. What is none is left to the library to refuse."""
    return torch.tensor([int(y) if y % 1 == 0 else y for y in labels] or [0])[:len(labels)]


def of_dtype(expected, x):
    if x.dtype != expected:
        raise TypeError(f'expected {expected}, but received {x.dtype}')
    return x


def value(loss, z):
    return loss(z)


def gradient(loss, z, cotangent=None):
    """The kernels write it over their logits, which are therefore a copy."""
    z.requires_grad_()
    y = loss(z.clone())
    return of_dtype(dtype, torch.autograd.grad(y, z, torch.ones_like(y) if cotangent is None else cotangent)[0])


def softmax(z):
    if len(z) > 65536:
        raise NotImplementedError('the kernel is launched for at most 65536 classes')
    return LigerSoftmax()(z)


def softmax_vjp(logits, cotangent):
    return gradient(softmax, tensor(logits), tensor(cotangent))


def batch(of):
    def call(logits, labels, options):
        chosen = {'reduction': options['reduction']}
        if 'classWeights' in options:
            chosen['weight'] = torch.tensor(options['classWeights'])
        if 'labelSmoothing' in options:
            chosen['label_smoothing'] = options['labelSmoothing']
        if 'ignoreIndex' in options:
            chosen['ignore_index'] = int(options['ignoreIndex'])
        if 'softCap' in options:
            chosen['softcap'] = options['softCap']
        return of_dtype(dtype, of(lambda z: liger_cross_entropy(z, indices(labels), **chosen), rows(logits)))
    return call


def of_row(of):
    return lambda logits, label: batch(of)([logits], [label], {'reduction': 'sum'})


def z_loss(z):
    """Weights do not reach the z-loss: where all of them are 0, it is alone."""
    return liger_cross_entropy(z[None], torch.tensor([0]), torch.zeros(len(z)), reduction='sum', lse_square_scale=1.0, return_z_loss=True)


def parallel_batch(of):
    """Answers in binary32 whatever the logits are, and reduces nothing."""
    def call(logits, labels, options):
        if of is value and options['reduction'] != 'none' or options['reduction'] == 'mean':
            raise NotImplementedError('losses are not reduced')
        smoothing = options.get('labelSmoothing', 0.0)
        if smoothing == 1:
            raise NotImplementedError('a smoothing of 1 is refused')
        loss = LigerVocabParallelCrossEntropy(int(options.get('ignoreIndex', -100)), smoothing)
        return of(lambda z: of_dtype(torch.float32, loss(z[None], indices(labels)[None])[0]), rows(logits))
    return call


def of_parallel_row(of):
    return lambda logits, label: parallel_batch(of)([logits], [label], {'reduction': 'none'})[0]


def fused_row(of):
    """The logits are the product of a column of weights and a 1, and answers in binary32 whatever they are."""
    one = torch.ones(1, 1, dtype=dtype, requires_grad=True)
    loss = lambda z, label: of_dtype(torch.float32, liger_fused_linear_cross_entropy(one, z[:, None], indices([label])))
    return lambda logits, label: of(lambda z: loss(z, label), tensor(logits))


def mixed(*losses):
    """A loss in binary32, and a gradient in the numbers of the logits."""
    if number == 'binary32':
        return number
    return {'logits': number, 'arithmetic': 'binary32', 'results': {'default': number, **dict.fromkeys(losses, 'binary32')}}


about = {'name': 'liger-kernel', 'release': version('liger-kernel'), 'format': number}
if kernel == 'parallel':
    operations = {
        'crossEntropy': of_parallel_row(value), 'crossEntropyGradient': of_parallel_row(gradient),
        'batchCrossEntropy': parallel_batch(value), 'batchCrossEntropyGradient': parallel_batch(gradient),
    }
    about |= {'name': 'liger-kernel, vocabulary-parallel', 'format': mixed('crossEntropy', 'batchCrossEntropy'), 'options': ['labelSmoothing', 'ignoreIndex']}
elif kernel == 'fused':
    operations = {'crossEntropy': fused_row(value), 'crossEntropyGradient': fused_row(gradient)}
    about |= {'name': 'liger-kernel, fused linear', 'format': mixed('crossEntropy')}
elif kernel == 'softmax':
    # It is given probabilities that were rounded, multiplies and adds in their format.
    operations = {'softmaxVjp': softmax_vjp}
    about |= {'name': 'liger-kernel, backward of softmax', 'format': {'logits': number, 'arithmetic': number, 'results': number},
              'policies': {'allNegInfRow': 'nan', 'posInfLogit': 'nan'}}
else:
    losses = {'crossEntropy': of_row(value), 'batchCrossEntropy': batch(value)}
    if kernel == 'reduced':
        # The loss of each row is stored in the numbers of the logits, and torch adds what was rounded: as if all were computed in them.
        operations = losses
        about |= {'name': 'liger-kernel, losses of a batch', 'format': {'logits': number, 'arithmetic': number, 'results': number}}
    else:
        operations = {
            'softmax': lambda logits: of_dtype(dtype, softmax(tensor(logits))),
            'crossEntropy': losses['crossEntropy'], 'crossEntropyGradient': lambda logits, label: of_row(gradient)(logits, label)[0],
            'zLoss': lambda logits: of_dtype(dtype, z_loss(tensor(logits)).z_loss),
            'zLossGradient': lambda logits: gradient(lambda z: z_loss(z).loss, tensor(logits)),
            'batchCrossEntropyGradient': batch(gradient),
        }
        if number == 'binary32':
            operations |= {**losses, 'softmaxVjp': softmax_vjp}
    about |= {'options': ['classWeights', 'labelSmoothing', 'ignoreIndex', 'softCap'],
              'policies': {'allNegInfRow': 'nan', 'posInfLogit': 'nan', 'allIgnoredMean': 'zero', 'labelOutOfRange': 'error'}}
serve(operations, echo=tensor, **about)
