"""scikit-learn: its softmax, and the losses that its classifiers minimise, which are functions of raw predictions."""
import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).parents[2] / 'adapters/python'))
from adapter import serve
import numpy, sklearn
from sklearn._loss import HalfBinomialLoss, HalfMultinomialLoss
from sklearn.utils.extmath import softmax

format = sys.argv[2] if sys.argv[1:2] == ['--format'] else 'binary64'
dtype = {'binary64': numpy.float64, 'binary32': numpy.float32}[format]
numpy.seterr(all='ignore')


def array(x):
    return numpy.array(x, dtype)


def multinomial(method, logits, labels):
    rows = array(logits).reshape(len(logits), len(logits[0]) if logits else 3)
    if rows.shape[1] == 1:
        raise NotImplementedError('no multinomial loss of one class')
    return getattr(HalfMultinomialLoss(n_classes=rows.shape[1]), method)(y_true=array(labels), raw_prediction=rows)


def binomial(method, logits, targets):
    return getattr(HalfBinomialLoss(), method)(y_true=array(targets), raw_prediction=array(logits))


def reduced(loss):
    """A loss object called is the mean, and its method `loss` gives the rows."""
    def batch(logits, targets, options):
        if options['reduction'] == 'sum':
            raise NotImplementedError('no reduction sum')
        return loss('loss' if options['reduction'] == 'none' else '__call__', logits, targets)
    return batch


def of_the_sum(loss):
    def batch(logits, targets, options):
        if options['reduction'] == 'mean':
            raise NotImplementedError('no gradient of the mean')
        return loss('gradient', logits, targets)
    return batch


# How a user of scikit-learn makes the same calls. HalfMultinomialLoss and HalfBinomialLoss are what its classifiers minimise.
kind = f'numpy.{dtype.__name__}'
rows = f'z = numpy.array({{rows}}, {kind})\nloss, y = HalfMultinomialLoss(n_classes=z.shape[1]), numpy.array({{labels}}, {kind})\n'
row = rows.replace('{rows}', '[{logits}]').replace('{labels}', '[{label}]')
column = f'z = numpy.array({{column}}, {kind})\nloss, y = HalfBinomialLoss(), numpy.array({{targets}}, {kind})\n'
entry = column.replace('{column}', '[{logit}]').replace('{targets}', '[{target}]')
losses, slopes = 'loss.loss(y_true=y, raw_prediction=z)', 'loss.gradient(y_true=y, raw_prediction=z)'
either = f"(loss(y_true=y, raw_prediction=z) if {{options}}['reduction'] == 'mean' else {losses})"
calls = {
    'softmax': f'softmax(numpy.array([{{logits}}], {kind}))[0]',
    'crossEntropy': f'{row}{losses}[0]', 'crossEntropyGradient': f'{row}{slopes}[0]',
    'binaryCrossEntropy': f'{entry}{losses}[0]', 'binaryCrossEntropyGradient': f'{entry}{slopes}[0]',
    'batchCrossEntropy': rows + either, 'batchCrossEntropyGradient': rows + slopes,
    'batchBinaryCrossEntropy': column + either, 'batchBinaryCrossEntropyGradient': column + slopes,
}
reproduce = {
    'language': 'python',
    'setup': 'import numpy\nfrom sklearn._loss import HalfBinomialLoss, HalfMultinomialLoss\nfrom sklearn.utils.extmath import softmax',
    'calls': {name: f'{call}.tolist()' for name, call in calls.items()},  # with all their digits
}

serve({
    'softmax': lambda logits: softmax(array([logits]))[0],
    'crossEntropy': lambda logits, label: multinomial('loss', [logits], [label])[0],
    'crossEntropyGradient': lambda logits, label: multinomial('gradient', [logits], [label])[0],
    'binaryCrossEntropy': lambda logit, target: binomial('loss', [logit], [target])[0],
    'binaryCrossEntropyGradient': lambda logit, target: binomial('gradient', [logit], [target])[0],
    'batchCrossEntropy': reduced(multinomial), 'batchCrossEntropyGradient': of_the_sum(multinomial),
    'batchBinaryCrossEntropy': reduced(binomial), 'batchBinaryCrossEntropyGradient': of_the_sum(binomial),
}, echo=array, name='scikit-learn', release=sklearn.__version__, format=format, reproduce=reproduce, policies={'allNegInfRow': 'nan', 'posInfLogit': 'nan'})
