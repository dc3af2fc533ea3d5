"""TensorFlow on the CPU: tf.nn and tf.math, and the gradients of its own differentiation."""
import os, sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).parents[2] / 'adapters/python'))
from adapter import serve
os.environ.update(TF_CPP_MIN_LOG_LEVEL='3', CUDA_VISIBLE_DEVICES='')
import numpy, tensorflow as tf

format = sys.argv[2] if sys.argv[1:2] == ['--format'] else 'binary64'
dtype = {'binary64': tf.float64, 'binary32': tf.float32, 'binary16': tf.float16, 'bfloat16': tf.bfloat16}[format]
tf.config.threading.set_intra_op_parallelism_threads(1)
tf.config.threading.set_inter_op_parallelism_threads(1)

# What goes from one kernel to the next is rounded to a narrow format, and some kernels compute in it.
numbers = format if format in ('binary64', 'binary32') else {'logits': format, 'arithmetic': format, 'results': format}


def tensor(x):
    """By way of NumPy: tf.constant itself makes subnormal numbers of bfloat16 zero."""
    return tf.constant(numpy.array(x, dtype.as_numpy_dtype))


def rows(logits):
    return tf.reshape(tensor(logits), [len(logits), len(logits[0]) if logits else 1])


def integers(labels):
    """Integers of 64 bits, since those of 32 wrap around. What is none is left to TensorFlow to refuse."""
    return tf.constant([int(y) if y % 1 == 0 else y for y in labels], tf.int64)


def in_format(x):
    if x.dtype != dtype:
        raise TypeError(f'expected {dtype}, but received {x.dtype}')
    return x.numpy().astype('float32' if format in ('binary16', 'bfloat16') else x.numpy().dtype)


def gradient(function, cotangent=None):
    """The gradient with respect to the first argument."""
    def of(x, *others):
        with tf.GradientTape() as tape:
            tape.watch(x)
            y = function(x, *others)
        return tape.gradient(y, x, cotangent)
    return of


def of_tensors(function):
    return lambda *args: in_format(function(*map(tensor, args)))


def vjp(function):
    return lambda logits, cotangent: in_format(gradient(function, tensor(cotangent))(tensor(logits)))


def hard(z, y):
    return tf.nn.sparse_softmax_cross_entropy_with_logits(labels=y, logits=z)


def soft(z, t):
    return tf.nn.softmax_cross_entropy_with_logits(labels=t, logits=z)


def binary(x, t, weight=None):
    if weight is None:
        return tf.nn.sigmoid_cross_entropy_with_logits(labels=t, logits=x)
    return tf.nn.weighted_cross_entropy_with_logits(labels=t, logits=x, pos_weight=weight)


def value(function):
    return function


def reduced(losses, reduction):
    return {'none': lambda x: x, 'sum': tf.reduce_sum, 'mean': tf.reduce_mean}[reduction](losses)


def batch_cross_entropy(of):
    return lambda logits, labels, options: in_format(of(lambda z: reduced(hard(z, integers(labels)), options['reduction']))(rows(logits)))


def batch_binary(of):
    def call(logits, targets, options):
        weight = tensor(options['posWeight']) if 'posWeight' in options else None
        return in_format(of(lambda x: reduced(binary(x, tensor(targets), weight), options['reduction']))(tensor(logits)))
    return call


def cross_entropy(of):
    return lambda logits, label: in_format(tf.reshape(of(lambda z: hard(z, integers([label])))(rows([logits])), [-1] if of is gradient else []))


# How a user of TensorFlow makes the same calls.
row, lone = 'z = tf.constant({logits}, dtype)\n', 'z = tf.constant({logit}, dtype)\n'
whole, mixed = 'tf.nn.sparse_softmax_cross_entropy_with_logits({label}, z)', 'tf.nn.softmax_cross_entropy_with_logits(tf.constant({weights}, dtype), z)'
binary_loss = 'tf.nn.sigmoid_cross_entropy_with_logits(tf.constant({target}, dtype), z)'
watched = 'with tf.GradientTape() as tape:\n    tape.watch(z)\n    y = %s\ntape.gradient(y, z)'
pulled = watched.replace('(y, z)', '(y, z, tf.constant({cotangent}, dtype))')
rows_loss = '''z, o = tf.constant({rows}, dtype), {options}
reduced = {'none': lambda x: x, 'sum': tf.reduce_sum, 'mean': tf.reduce_mean}[o['reduction']]
'''
column_loss = rows_loss.replace('{rows}', '{column}') + 't, w = tf.constant({targets}, dtype), tf.constant(o.get("posWeight", 1.0), dtype)\n'
of_rows = 'reduced(tf.nn.sparse_softmax_cross_entropy_with_logits(tf.constant({labels}), z))'
of_column = 'reduced(tf.nn.weighted_cross_entropy_with_logits(t, z, w) if "posWeight" in o else tf.nn.sigmoid_cross_entropy_with_logits(t, z))'
calls = {
    **{name: f'{row}{f}(z)' for name, f in {'softmax': 'tf.nn.softmax', 'logSoftmax': 'tf.nn.log_softmax', 'logSumExp': 'tf.reduce_logsumexp'}.items()},
    **{name: f'{lone}{f}(z)' for name, f in {'sigmoid': 'tf.sigmoid', 'logSigmoid': 'tf.math.log_sigmoid', 'softplus': 'tf.math.softplus'}.items()},
    'crossEntropy': row + whole, 'crossEntropyGradient': row + watched % whole,
    'softCrossEntropy': row + mixed, 'softCrossEntropyGradient': row + watched % mixed,
    'binaryCrossEntropy': lone + binary_loss, 'binaryCrossEntropyGradient': lone + watched % binary_loss,
    'softmaxVjp': row + pulled % 'tf.nn.softmax(z)', 'logSoftmaxVjp': row + pulled % 'tf.nn.log_softmax(z)',
    'batchCrossEntropy': rows_loss + of_rows, 'batchCrossEntropyGradient': rows_loss + watched % of_rows,
    'batchBinaryCrossEntropy': column_loss + of_column, 'batchBinaryCrossEntropyGradient': column_loss + watched % of_column,
}
reproduce = {
    'language': 'python',
    'setup': f'import tensorflow as tf\ndtype = tf.{dtype.name}',
    'calls': {name: f'{call}.numpy().tolist()' for name, call in calls.items()},  # with all their digits
}

serve({
    'softmax': of_tensors(tf.nn.softmax), 'logSoftmax': of_tensors(tf.nn.log_softmax), 'logSumExp': of_tensors(tf.reduce_logsumexp),
    'sigmoid': of_tensors(tf.sigmoid), 'logSigmoid': of_tensors(tf.math.log_sigmoid), 'softplus': of_tensors(tf.math.softplus),
    'crossEntropy': cross_entropy(value), 'crossEntropyGradient': cross_entropy(gradient),
    'softCrossEntropy': of_tensors(soft), 'softCrossEntropyGradient': of_tensors(gradient(soft)),
    'binaryCrossEntropy': of_tensors(binary), 'binaryCrossEntropyGradient': of_tensors(gradient(binary)),
    'softmaxVjp': vjp(tf.nn.softmax), 'logSoftmaxVjp': vjp(tf.nn.log_softmax),
    'batchCrossEntropy': batch_cross_entropy(value), 'batchCrossEntropyGradient': batch_cross_entropy(gradient),
    'batchBinaryCrossEntropy': batch_binary(value), 'batchBinaryCrossEntropyGradient': batch_binary(gradient),
}, echo=lambda x: in_format(tensor(x)), name='tensorflow', release=tf.__version__, format=numbers, reproduce=reproduce, options=['posWeight'],
    policies={'allNegInfRow': 'nan', 'posInfLogit': 'nan', 'labelOutOfRange': 'error'})
