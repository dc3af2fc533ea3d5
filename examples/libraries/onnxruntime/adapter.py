"""ONNX Runtime on the CPU: one model an operator, built here, for every operator of which it has a kernel in the format."""
import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).parents[2] / 'adapters/python'))
from adapter import serve
import numpy, onnx, onnxruntime
from onnx import TensorProto, helper

format = sys.argv[2] if sys.argv[1:2] == ['--format'] else 'binary64'
dtype, element = {'binary64': (numpy.float64, TensorProto.DOUBLE), 'binary32': (numpy.float32, TensorProto.FLOAT), 'binary16': (numpy.float16, TensorProto.FLOAT16)}[format]
# It computes by way of binary32, but its loss is made of several operators, and what goes from one to the next is rounded.
numbers = format if format != 'binary16' else {'logits': format, 'arithmetic': format, 'results': format}
opset = 21


def model(operator, **inputs):
    """A session of one node, whose inputs are named with their element types and ranks."""
    attributes = inputs.pop('attributes', {})
    values = [helper.make_tensor_value_info(name, kind, [None] * rank) for name, (kind, rank) in inputs.items()]
    output = helper.make_empty_tensor_value_info('result')
    output.type.tensor_type.elem_type = element
    graph = helper.make_graph([helper.make_node(operator, list(inputs), ['result'], **attributes)], operator, values, [output])
    built = helper.make_model(graph, opset_imports=[helper.make_opsetid('', opset)], ir_version=10)
    settings = onnxruntime.SessionOptions()
    settings.log_severity_level = 4
    settings.intra_op_num_threads = settings.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(built.SerializeToString(), settings, providers=['CPUExecutionProvider'])
    return lambda *args: session.run(None, dict(zip(inputs, args)))[0]


def array(x):
    return numpy.array(x, dtype)


def rows(logits):
    return array(logits).reshape(len(logits), len(logits[0]) if logits else 1)


def integers(labels):
    return numpy.array([int(y) for y in labels], numpy.int64)


matrix, classes, vector = (element, 2), (TensorProto.INT64, 1), (element, 1)


def of_vector(operator, **attributes):
    run = model(operator, x=vector, attributes=attributes)
    return lambda logits: run(array(logits))


def of_number(operator):
    run = model(operator, x=(element, 0))
    return lambda x: run(array(x))


def losses():
    """SoftmaxCrossEntropyLoss: the reduction and the ignored label are attributes, so that each choice is a model."""
    models = {}

    def call(logits, labels, options):
        ignored = int(options['ignoreIndex']) if 'ignoreIndex' in options else None
        weighted = 'classWeights' in options
        key = (options['reduction'], ignored, weighted)
        if key not in models:
            chosen = {'reduction': key[0], **({} if ignored is None else {'ignore_index': ignored})}
            models[key] = model('SoftmaxCrossEntropyLoss', scores=matrix, labels=classes, **({'weights': vector} if weighted else {}), attributes=chosen)
        return models[key](rows(logits), integers(labels), *([array(options['classWeights'])] if weighted else []))

    call([[0.0, 1.0]], [0], {'reduction': 'none'})
    return call


def cross_entropy():
    loss = losses()
    return lambda logits, label: loss([logits], [label], {'reduction': 'none'})[0]


makers = {
    'softmax': lambda: of_vector('Softmax', axis=-1), 'logSoftmax': lambda: of_vector('LogSoftmax', axis=-1), 'logSumExp': lambda: of_vector('ReduceLogSumExp', keepdims=0),
    'sigmoid': lambda: of_number('Sigmoid'), 'softplus': lambda: of_number('Softplus'),
    'crossEntropy': cross_entropy, 'batchCrossEntropy': losses,
}
operations = {}
for name, make in makers.items():
    try:
        operations[name] = make()
    except Exception as error:  # no kernel in this format
        print(f'{name}: {error}', file=sys.stderr)

# How a user of ONNX Runtime makes the same calls: a model of one operator.
setup = f'''import numpy, onnxruntime
from onnx import TensorProto, helper

def run(operator, attributes={{}}, **inputs):
    kinds = {{'int64': TensorProto.INT64}}
    values = [helper.make_tensor_value_info(name, kinds.get(str(x.dtype), {element}), x.shape) for name, x in inputs.items()]
    result = helper.make_empty_tensor_value_info('result')
    result.type.tensor_type.elem_type = {element}
    graph = helper.make_graph([helper.make_node(operator, list(inputs), ['result'], **attributes)], 'graph', values, [result])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid('', {opset})], ir_version=10)
    return onnxruntime.InferenceSession(model.SerializeToString(), providers=['CPUExecutionProvider']).run(None, inputs)[0]

dtype = numpy.{dtype.__name__}'''
row, lone = 'x=numpy.array({logits}, dtype)', 'x=numpy.array({logit}, dtype)'
calls = {
    'softmax': f'run("Softmax", {{"axis": -1}}, {row})', 'logSoftmax': f'run("LogSoftmax", {{"axis": -1}}, {row})', 'logSumExp': f'run("ReduceLogSumExp", {{"keepdims": 0}}, {row})',
    'sigmoid': f'run("Sigmoid", {lone})', 'softplus': f'run("Softplus", {lone})',
    'crossEntropy': 'run("SoftmaxCrossEntropyLoss", {"reduction": "none"}, scores=numpy.array([{logits}], dtype), labels=numpy.array([{label}]))[0]',
    'batchCrossEntropy': '''o = {options}
chosen = {'reduction': o['reduction'], **({'ignore_index': o['ignoreIndex']} if 'ignoreIndex' in o else {})}
weights = {'weights': numpy.array(o['classWeights'], dtype)} if 'classWeights' in o else {}
run("SoftmaxCrossEntropyLoss", chosen, scores=numpy.array({rows}, dtype), labels=numpy.array({labels}), **weights)''',
}
reproduce = {'language': 'python', 'setup': setup, 'calls': {name: f'{call}.tolist()' for name, call in calls.items()}}

serve(operations, echo=array, name='onnxruntime', release=onnxruntime.__version__, format=numbers, reproduce=reproduce, options=['classWeights', 'ignoreIndex'],
      policies={'allNegInfRow': 'nan', 'posInfLogit': 'nan', 'allIgnoredMean': 'nan'})
