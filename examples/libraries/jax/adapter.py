"""JAX, compiled, with the losses of Optax, and the gradients of JAX's own differentiation."""
import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).parents[2] / 'adapters/python'))
from adapter import serve
import jax, optax
from jax import nn, numpy as jnp

format = sys.argv[2] if sys.argv[1:2] == ['--format'] else 'binary64'
jax.config.update('jax_platforms', 'cpu')
jax.config.update('jax_enable_x64', format == 'binary64')
dtype = {'binary64': jnp.float64, 'binary32': jnp.float32, 'binary16': jnp.float16, 'bfloat16': jnp.bfloat16}[format]

# On a CPU it sums in binary32 where the format is narrower, but rounds to it what goes from one loop to the next.
numbers = format if format in ('binary64', 'binary32') else {'logits': format, 'arithmetic': format, 'results': format}


def array(x):
    return jnp.asarray(x, dtype)


def rows(logits):
    return array(logits).reshape(len(logits), len(logits[0]) if logits else 1)


def integers(labels):
    return jnp.asarray([int(y) for y in labels], jnp.int32)


def in_format(x):
    """JAX promotes to wider types; an answer in another format is no answer in this one."""
    if x.dtype != dtype:
        raise TypeError(f'expected {jnp.dtype(dtype)}, but received {x.dtype}')
    return x.astype(jnp.float32) if format in ('binary16', 'bfloat16') else x


def of_arrays(function, *kinds):
    compiled = jax.jit(function)
    return lambda *args: in_format(compiled(*(kind(x) for kind, x in zip(kinds or [array] * len(args), args))))


def vjp(function):
    return of_arrays(lambda z, g: jax.vjp(function, z)[1](g)[0])


hard, soft, binary = optax.softmax_cross_entropy_with_integer_labels, optax.softmax_cross_entropy, optax.sigmoid_binary_cross_entropy
reductions = {'none': lambda losses: losses, 'sum': jnp.sum, 'mean': jnp.mean}
summed = {**reductions, 'none': jnp.sum}


def divergence(logits, targets):
    return optax.kl_divergence(nn.log_softmax(logits), targets)


def hessian_times(function):
    """The second derivative along a direction: forward over reverse."""
    return lambda z, *others: jax.jvp(lambda z: jax.grad(function)(z, *others[:-1]), (z,), others[-1:])[1]


def smooth(logits, labels, smoothing):
    return soft(logits, optax.smooth_labels(nn.one_hot(labels, logits.shape[-1], dtype=dtype), smoothing))


hard_batch = {name: of_arrays(lambda z, y, r=r: r(hard(z, y)), rows, integers) for name, r in reductions.items()}
smooth_batch = {name: of_arrays(lambda z, y, e, r=r: r(smooth(z, y, e)), rows, integers, array) for name, r in reductions.items()}
hard_batch_gradient = {name: of_arrays(jax.grad(lambda z, y, r=r: r(hard(z, y))), rows, integers) for name, r in summed.items()}
smooth_batch_gradient = {name: of_arrays(jax.grad(lambda z, y, e, r=r: r(smooth(z, y, e))), rows, integers, array) for name, r in summed.items()}
soft_batch = {name: of_arrays(lambda z, t, r=r: r(soft(z, t)), rows, rows) for name, r in reductions.items()}
smooth_soft_batch = {name: of_arrays(lambda z, t, e, r=r: r(soft(z, optax.smooth_labels(t, e))), rows, rows, array) for name, r in reductions.items()}
soft_batch_gradient = {name: of_arrays(jax.grad(lambda z, t, r=r: r(soft(z, t))), rows, rows) for name, r in summed.items()}
smooth_soft_batch_gradient = {name: of_arrays(jax.grad(lambda z, t, e, r=r: r(soft(z, optax.smooth_labels(t, e)))), rows, rows, array) for name, r in summed.items()}
binary_batch = {name: of_arrays(lambda x, t, r=r: r(binary(x, t))) for name, r in reductions.items()}
binary_batch_gradient = {name: of_arrays(jax.grad(lambda x, t, r=r: r(binary(x, t)))) for name, r in summed.items()}

def vjp_of_batch(losses, *kinds):
    """The losses of a batch, each pulled back by its own cotangent."""
    return of_arrays(lambda z, *others: jax.vjp(lambda z: losses(z, *others[:-1]), z)[1](others[-1])[0], *kinds)


multilabel_batch = {name: of_arrays(lambda x, t, r=r: r(binary(x, t)), rows, rows) for name, r in reductions.items()}
multilabel_batch_gradient = {name: of_arrays(jax.grad(lambda x, t, r=r: r(binary(x, t))), rows, rows) for name, r in summed.items()}


hard_batch_vjp, smooth_batch_vjp = vjp_of_batch(hard, rows, integers, array), vjp_of_batch(smooth, rows, integers, array, array)
soft_batch_vjp = vjp_of_batch(soft, rows, rows, array)
smooth_soft_batch_vjp = vjp_of_batch(lambda z, t, e: soft(z, optax.smooth_labels(t, e)), rows, rows, array, array)
binary_batch_vjp, multilabel_batch_vjp = vjp_of_batch(binary, array, array, array), vjp_of_batch(binary, rows, rows, rows)


def batch(plain, smoothed):
    def call(logits, labels, options):
        if 'labelSmoothing' in options:
            return smoothed[options['reduction']](logits, labels, options['labelSmoothing'])
        return plain[options['reduction']](logits, labels)
    return call


def pulled_batch(plain, smoothed):
    def call(logits, labels, cotangent, options):
        if 'labelSmoothing' in options:
            return smoothed(logits, labels, options['labelSmoothing'], cotangent)
        return plain(logits, labels, cotangent)
    return call


# How a user of JAX and Optax makes the same calls.
row, lone = 'z = jnp.asarray({logits}, dtype)\n', 'x = jnp.asarray({logit}, dtype)\n'
weights, target, cotangent, direction = (f'jnp.asarray({{{name}}}, dtype)' for name in ('weights', 'target', 'cotangent', 'direction'))
divergent, curved = 'lambda z, t: optax.kl_divergence(nn.log_softmax(z), t)', 'jax.jit(lambda z, v: jax.jvp(jax.grad(%s), (z,), (v,))[1])'
whole = 'optax.softmax_cross_entropy_with_integer_labels'
batch_of_rows = f'''z, y, o = jnp.asarray({{rows}}, dtype), jnp.asarray({{labels}}, jnp.int32), {{options}}
smooth = lambda: optax.smooth_labels(nn.one_hot(y, z.shape[1], dtype=dtype), o['labelSmoothing'])
losses = lambda z: optax.softmax_cross_entropy(z, smooth()) if 'labelSmoothing' in o else {whole}(z, y)
'''
batch_of_weights = '''z, t, o = jnp.asarray({rows}, dtype), jnp.asarray({rowsOfWeights}, dtype), {options}
losses = lambda z: optax.softmax_cross_entropy(z, optax.smooth_labels(t, o['labelSmoothing']) if 'labelSmoothing' in o else t)
'''
batch_of_logits = '''z, t, o = jnp.asarray({column}, dtype), jnp.asarray({targets}, dtype), {options}
losses = lambda z: optax.sigmoid_binary_cross_entropy(z, t)
'''
batch_of_entries = batch_of_logits.replace('{column}', '{rows}').replace('{targets}', '{rowsOfTargets}')
loss = "loss = lambda z: {'none': lambda x: x, 'sum': jnp.sum, 'mean': jnp.mean}[o['reduction']](losses(z))\njax.jit(loss)(z)"
slopes = "loss = lambda z: {'none': jnp.sum, 'sum': jnp.sum, 'mean': jnp.mean}[o['reduction']](losses(z))\njax.jit(jax.grad(loss))(z)"
of_batch = 'jax.jit(lambda z, g: jax.vjp(losses, z)[1](g)[0])(z, jnp.asarray({%s}, dtype))'
calls = {
    **{name: f'{row}jax.jit({f})(z)' for name, f in {'softmax': 'nn.softmax', 'logSoftmax': 'nn.log_softmax', 'logSumExp': 'nn.logsumexp'}.items()},
    'mergeLogSumExp': f'{row}jax.jit(jnp.logaddexp.reduce)(z)',
    **{name: f'{lone}jax.jit({f})(x)' for name, f in {'sigmoid': 'nn.sigmoid', 'logSigmoid': 'nn.log_sigmoid', 'softplus': 'nn.softplus'}.items()},
    'crossEntropy': f'{row}jax.jit({whole})(z, {{label}})', 'crossEntropyGradient': f'{row}jax.jit(jax.grad({whole}))(z, {{label}})',
    'softCrossEntropy': f'{row}jax.jit(optax.softmax_cross_entropy)(z, {weights})',
    'softCrossEntropyGradient': f'{row}jax.jit(jax.grad(optax.softmax_cross_entropy))(z, {weights})',
    'binaryCrossEntropy': f'{lone}jax.jit(optax.sigmoid_binary_cross_entropy)(x, {target})',
    'binaryCrossEntropyGradient': f'{lone}jax.jit(jax.grad(optax.sigmoid_binary_cross_entropy))(x, {target})',
    'klDivergence': f'{row}jax.jit({divergent})(z, {weights})', 'klDivergenceGradient': f'{row}jax.jit(jax.grad({divergent}))(z, {weights})',
    'logSumExpHessianTimes': f'{row}{curved % "nn.logsumexp"}(z, {direction})',
    'crossEntropyHessianTimes': f'{row}{curved % f"lambda z: {whole}(z, {{label}})"}(z, {direction})',
    'softmaxVjp': f'{row}jax.jit(lambda z, g: jax.vjp(nn.softmax, z)[1](g)[0])(z, {cotangent})',
    'logSoftmaxVjp': f'{row}jax.jit(lambda z, g: jax.vjp(nn.log_softmax, z)[1](g)[0])(z, {cotangent})',
    'batchCrossEntropy': batch_of_rows + loss, 'batchCrossEntropyGradient': batch_of_rows + slopes,
    'batchSoftCrossEntropy': batch_of_weights + loss, 'batchSoftCrossEntropyGradient': batch_of_weights + slopes,
    'batchBinaryCrossEntropy': batch_of_logits + loss, 'batchBinaryCrossEntropyGradient': batch_of_logits + slopes,
    'batchMultilabelCrossEntropy': batch_of_entries + loss, 'batchMultilabelCrossEntropyGradient': batch_of_entries + slopes,
    'batchCrossEntropyVjp': batch_of_rows + of_batch % 'cotangent', 'batchSoftCrossEntropyVjp': batch_of_weights + of_batch % 'cotangent',
    'batchBinaryCrossEntropyVjp': batch_of_logits + of_batch % 'cotangent', 'batchMultilabelCrossEntropyVjp': batch_of_entries + of_batch % 'rowsOfCotangents',
}
wide = "jax.config.update('jax_enable_x64', True)\n" if format == 'binary64' else ''
reproduce = {
    'language': 'python',
    'setup': f'import jax, optax\nfrom jax import nn, numpy as jnp\n{wide}dtype = jnp.{jnp.dtype(dtype)}',
    'calls': {name: f'{call}.tolist()' for name, call in calls.items()},  # with all their digits
}

serve({
    'softmax': of_arrays(nn.softmax), 'logSoftmax': of_arrays(nn.log_softmax), 'logSumExp': of_arrays(nn.logsumexp),
    'mergeLogSumExp': of_arrays(jnp.logaddexp.reduce),
    'sigmoid': of_arrays(nn.sigmoid), 'logSigmoid': of_arrays(nn.log_sigmoid), 'softplus': of_arrays(nn.softplus),
    'crossEntropy': of_arrays(hard, array, int), 'crossEntropyGradient': of_arrays(jax.grad(hard), array, int),
    'softCrossEntropy': of_arrays(soft), 'softCrossEntropyGradient': of_arrays(jax.grad(soft)),
    'binaryCrossEntropy': of_arrays(binary), 'binaryCrossEntropyGradient': of_arrays(jax.grad(binary)),
    'klDivergence': of_arrays(divergence), 'klDivergenceGradient': of_arrays(jax.grad(divergence)),
    'logSumExpHessianTimes': of_arrays(hessian_times(nn.logsumexp)),
    'crossEntropyHessianTimes': of_arrays(hessian_times(hard), array, int, array),
    'softmaxVjp': vjp(nn.softmax), 'logSoftmaxVjp': vjp(nn.log_softmax),
    'batchCrossEntropy': batch(hard_batch, smooth_batch), 'batchCrossEntropyGradient': batch(hard_batch_gradient, smooth_batch_gradient),
    'batchSoftCrossEntropy': batch(soft_batch, smooth_soft_batch), 'batchSoftCrossEntropyGradient': batch(soft_batch_gradient, smooth_soft_batch_gradient),
    'batchBinaryCrossEntropy': lambda x, t, options: binary_batch[options['reduction']](x, t),
    'batchBinaryCrossEntropyGradient': lambda x, t, options: binary_batch_gradient[options['reduction']](x, t),
    'batchMultilabelCrossEntropy': lambda x, t, options: multilabel_batch[options['reduction']](x, t),
    'batchMultilabelCrossEntropyGradient': lambda x, t, options: multilabel_batch_gradient[options['reduction']](x, t),
    'batchCrossEntropyVjp': pulled_batch(hard_batch_vjp, smooth_batch_vjp), 'batchSoftCrossEntropyVjp': pulled_batch(soft_batch_vjp, smooth_soft_batch_vjp),
    'batchBinaryCrossEntropyVjp': lambda x, t, g, options: binary_batch_vjp(x, t, g), 'batchMultilabelCrossEntropyVjp': lambda x, t, g, options: multilabel_batch_vjp(x, t, g),
}, echo=lambda x: in_format(array(x)), name='jax', release=f'JAX {jax.__version__}, Optax {optax.__version__}', format=numbers, reproduce=reproduce,
    options=['labelSmoothing'], policies={'allNegInfRow': 'nan', 'posInfLogit': 'nan'})
