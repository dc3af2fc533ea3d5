"""Keras on JAX, compiled: keras.ops and keras.losses, and the gradients that JAX takes of them."""
import os, sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).parents[2] / 'adapters/python'))
from adapter import serve
os.environ['KERAS_BACKEND'] = 'jax'
import jax
from jax import numpy as jnp

format = sys.argv[2] if sys.argv[1:2] == ['--format'] else 'binary64'
dtype = {'binary64': 'float64', 'binary32': 'float32', 'binary16': 'float16', 'bfloat16': 'bfloat16'}[format]
jax.config.update('jax_platforms', 'cpu')
jax.config.update('jax_enable_x64', format == 'binary64')
import keras
keras.config.set_floatx(dtype)
# On a CPU JAX sums in binary32 where the format is narrower, but rounds to it what goes from one loop to the next.
numbers = format if format in ('binary64', 'binary32') else {'logits': format, 'arithmetic': format, 'results': format}


def array(x):
    return jnp.asarray(x, dtype)


def rows(logits):
    return array(logits).reshape(len(logits), len(logits[0]) if logits else 1)


def integers(labels):
    return jnp.asarray([int(y) for y in labels], jnp.int32)


def in_format(x):
    if x.dtype != dtype:
        raise TypeError(f'expected {dtype}, but received {x.dtype}')
    return x.astype(jnp.float32) if format in ('binary16', 'bfloat16') else x


def of_arrays(function):
    compiled = jax.jit(function)
    return lambda *args: in_format(compiled(*map(array, args)))


def vjp(function):
    return of_arrays(lambda z, g: jax.vjp(function, z)[1](g)[0])


compiled = {}


def ask(loss, of, logits, targets, options, weights=None):
    """A loss takes the targets first. Each choice of options is compiled once, but for the smoothing, of which there are too many."""
    key = (loss, of, *sorted(options.items()))
    if key not in compiled:
        built = loss(from_logits=True, **options)
        function = of(lambda z, t, w: built(t, z, w))
        if 'label_smoothing' in options:
            return in_format(function(logits, targets, weights))
        compiled[key] = jax.jit(function)
    return in_format(compiled[key](logits, targets, weights))


def value(function):
    return function


reductions = {'none': 'none', 'sum': 'sum', 'mean': 'sum_over_batch_size'}
hard, soft, binary = keras.losses.SparseCategoricalCrossentropy, keras.losses.CategoricalCrossentropy, keras.losses.BinaryCrossentropy


def batch_cross_entropy(logits, labels, options, of=value):
    """The smoothed loss takes one-hot targets, and the loss that ignores a class takes labels."""
    chosen, weights, z = *weighted(options), rows(logits)
    if 'labelSmoothing' in options:
        if 'ignoreIndex' in options:
            raise NotImplementedError('no loss has both')
        return ask(soft, of, z, keras.ops.one_hot(integers(labels), z.shape[1]), {**chosen, 'label_smoothing': options['labelSmoothing']}, weights)
    ignored = {'ignore_class': int(options['ignoreIndex'])} if 'ignoreIndex' in options else {}
    return ask(hard, of, z, integers(labels), {**chosen, **ignored}, weights)


def batch_soft_cross_entropy(logits, targets, options, of=value):
    chosen, weights = weighted(options)
    smoothing = {'label_smoothing': options['labelSmoothing']} if 'labelSmoothing' in options else {}
    return ask(soft, of, rows(logits), rows(targets), {**chosen, **smoothing}, weights)


def weighted(options):
    """Weights of samples, which one kind of mean divides by, and the other not."""
    if 'rowWeights' not in options:
        return {'reduction': reductions[options['reduction']]}, None
    reduction = 'mean_with_sample_weight' if options['reduction'] == 'mean' else options['reduction']
    return {'reduction': reduction}, array(options['rowWeights'])


def batch_multilabel(logits, targets, options, of=value):
    """Keras averages over the last axis before it reduces: each entry is a sample, with the weight of its row."""
    (chosen, weights), x = weighted(options), rows(logits)
    shared = None if weights is None else jnp.broadcast_to(weights[:, None], x.shape)
    result = ask(binary, of, x[..., None], rows(targets)[..., None], chosen, shared)
    return result[..., 0] if result.ndim > 2 else result


def batch_binary(logits, targets, options, of=value):
    """Keras averages over the last axis before it reduces: each entry is a row of one."""
    result = ask(binary, of, array(logits)[:, None], array(targets)[:, None], {'reduction': reductions[options['reduction']]})
    return result.reshape(-1) if result.ndim > 0 else result


def gradient_of(batch):
    def of(logits, targets, options):
        return batch(logits, targets, {**options, 'reduction': 'sum' if options['reduction'] == 'none' else options['reduction']}, jax.grad)
    return of


# How a user of Keras makes the same calls.
row, lone = 'z = jnp.asarray({logits}, dtype)\n', 'z = jnp.asarray({logit}, dtype)\n'
rows_loss = '''z, o = jnp.asarray({rows}, dtype), {options}
w = jnp.asarray(o['rowWeights'], dtype) if 'rowWeights' in o else None
reduction = o['reduction'] if o['reduction'] != 'mean' else 'sum_over_batch_size' if w is None else 'mean_with_sample_weight'
smoothed = lambda: keras.losses.CategoricalCrossentropy(True, o['labelSmoothing'], reduction=reduction)(keras.ops.one_hot(jnp.asarray({labels}), z.shape[1]), z, w)
ignoring = lambda: keras.losses.SparseCategoricalCrossentropy(True, o.get('ignoreIndex'), reduction)(jnp.asarray({labels}), z, w)
'''
weights_loss = rows_loss.partition('smoothed')[0] + 't = jnp.asarray({rowsOfWeights}, dtype)\n'
entries_loss = rows_loss.partition('smoothed')[0] + '''z, t = z[..., None], jnp.asarray({rowsOfTargets}, dtype)[..., None]
w = None if w is None else jnp.broadcast_to(w[:, None], z.shape[:2])
'''
column_loss = '''z, t, o = jnp.asarray({column}, dtype)[:, None], jnp.asarray({targets}, dtype)[:, None], {options}
reduction = {'mean': 'sum_over_batch_size'}.get(o['reduction'], o['reduction'])
'''
whole = "keras.losses.SparseCategoricalCrossentropy(True, reduction='sum')(jnp.asarray([{label}]), z[None])"
mixed = "keras.losses.CategoricalCrossentropy(True, reduction='sum')(jnp.asarray([{weights}], dtype), z[None])"
binary_loss = "keras.losses.BinaryCrossentropy(True, reduction='sum')(jnp.asarray([[{target}]], dtype), z[None, None])"
of_rows = "(smoothed() if 'labelSmoothing' in o else ignoring())"
of_weights = "keras.losses.CategoricalCrossentropy(True, o.get('labelSmoothing', 0.0), reduction=reduction)(t, z, w)"
of_entries = 'keras.losses.BinaryCrossentropy(True, reduction=reduction)(t, z, w)'
of_column = 'keras.losses.BinaryCrossentropy(True, reduction=reduction)(t, z)'
slopes = 'import jax\nloss = lambda z: %s.sum()\njax.jit(jax.grad(loss))(z)'
pulled = 'import jax\njax.vjp(%s, z)[1](jnp.asarray({cotangent}, dtype))[0]'
# What is defined before a gradient is taken of it is a function of z as well.
of_z = lambda lines: lines.replace('lambda: ', 'lambda z: ')
calls = {
    **{name: f'{row}keras.ops.{f}(z)' for name, f in {'softmax': 'softmax', 'logSoftmax': 'log_softmax', 'logSumExp': 'logsumexp'}.items()},
    **{name: f'{lone}keras.ops.{f}(z)' for name, f in {'sigmoid': 'sigmoid', 'logSigmoid': 'log_sigmoid', 'softplus': 'softplus'}.items()},
    'crossEntropy': row + whole, 'crossEntropyGradient': row + slopes % whole,
    'softCrossEntropy': row + mixed, 'softCrossEntropyGradient': row + slopes % mixed,
    'binaryCrossEntropy': lone + binary_loss, 'binaryCrossEntropyGradient': lone + slopes % binary_loss,
    'softmaxVjp': row + pulled % 'keras.ops.softmax', 'logSoftmaxVjp': row + pulled % 'keras.ops.log_softmax',
    'batchCrossEntropy': rows_loss + of_rows, 'batchCrossEntropyGradient': of_z(rows_loss) + slopes % of_rows.replace('()', '(z)'),
    'batchSoftCrossEntropy': weights_loss + of_weights, 'batchSoftCrossEntropyGradient': weights_loss + slopes % of_weights,
    'batchMultilabelCrossEntropy': entries_loss + of_entries, 'batchMultilabelCrossEntropyGradient': entries_loss + slopes % of_entries + '[..., 0]',
    'batchBinaryCrossEntropy': f'{column_loss}{of_column}', 'batchBinaryCrossEntropyGradient': column_loss + slopes % of_column,
}
wide = "\nimport jax\njax.config.update('jax_enable_x64', True)" if format == 'binary64' else ''
reproduce = {
    'language': 'python',
    'setup': f"import os\nos.environ['KERAS_BACKEND'] = 'jax'{wide}\nimport keras\nfrom jax import numpy as jnp\ndtype = {dtype!r}\nkeras.config.set_floatx(dtype)",
    'calls': {name: f'{call}.tolist()' for name, call in calls.items()},  # with all their digits
}

one = {'reduction': 'sum'}
serve({
    'softmax': of_arrays(keras.ops.softmax), 'logSoftmax': of_arrays(keras.ops.log_softmax), 'logSumExp': of_arrays(keras.ops.logsumexp),
    'sigmoid': of_arrays(keras.ops.sigmoid), 'logSigmoid': of_arrays(keras.ops.log_sigmoid), 'softplus': of_arrays(keras.ops.softplus),
    'crossEntropy': lambda z, y: ask(hard, value, rows([z]), integers([y]), one), 'crossEntropyGradient': lambda z, y: ask(hard, jax.grad, rows([z]), integers([y]), one)[0],
    'softCrossEntropy': lambda z, t: ask(soft, value, rows([z]), rows([t]), one), 'softCrossEntropyGradient': lambda z, t: ask(soft, jax.grad, rows([z]), rows([t]), one)[0],
    'binaryCrossEntropy': lambda x, t: batch_binary([x], [t], one), 'binaryCrossEntropyGradient': lambda x, t: batch_binary([x], [t], one, jax.grad)[0],
    'softmaxVjp': vjp(keras.ops.softmax), 'logSoftmaxVjp': vjp(keras.ops.log_softmax),
    'batchCrossEntropy': batch_cross_entropy, 'batchCrossEntropyGradient': gradient_of(batch_cross_entropy),
    'batchSoftCrossEntropy': batch_soft_cross_entropy, 'batchSoftCrossEntropyGradient': gradient_of(batch_soft_cross_entropy),
    'batchMultilabelCrossEntropy': batch_multilabel, 'batchMultilabelCrossEntropyGradient': gradient_of(batch_multilabel),
    'batchBinaryCrossEntropy': batch_binary, 'batchBinaryCrossEntropyGradient': gradient_of(batch_binary),
}, echo=lambda x: in_format(array(x)), name='keras', release=f'Keras {keras.__version__}, JAX {jax.__version__}', format=numbers, reproduce=reproduce,
    options=['labelSmoothing', 'ignoreIndex', 'rowWeights'], policies={'allNegInfRow': 'nan', 'posInfLogit': 'nan', 'allIgnoredMean': 'zero'})
