#!/usr/bin/env python3
"""An adapter: answers requests in JSON Lines. Put your functions in the place of these; what you leave out is skipped, and never passes.

See what works:  npx losslaws doctor 'exec:python3 adapter.py'
Put it on trial: npx losslaws verify 'exec:python3 adapter.py'
"""
import json, math, os, sys
from array import array
from base64 import b64decode, b64encode

# Standard output is the protocol's alone: what a library prints, in Python or in C, goes to standard error.
pipe = os.fdopen(os.dup(1), 'wb')
os.dup2(2, 1)
sys.stdout = sys.stderr
WORDS = {'nan': 'NaN', 'inf': 'Infinity', '-inf': '-Infinity', '-0.0': '-0'}  # what JSON lacks or loses
written = json.JSONEncoder(allow_nan=False).encode

def serve(operations, echo=lambda vector: vector, **about):
    """Answers until told to stop, for whoever imports it too. `echo` takes a vector through your type of number and back, unchanged."""
    known, packs = {**operations, 'echo': echo}, False
    for line in sys.stdin.buffer:
        request = json.loads(line)
        if request['command'] == 'stop':
            return
        if request['command'] == 'start':
            packs = request.get('numbers') == 'base64'  # it is offered, and agreed on
            reply = {'version': 1, 'maxLine': 2 ** 26, **({'numbers': 'base64'} if packs else {}), **about, 'operations': list(operations)}
        else:
            reply = answer(known, request, packs)
        pipe.write(written(reply).encode() + b'\n')
        pipe.flush()

def answer(operations, request, packs=False):
    try:
        operation = operations.get(request['operation'])
        reply = {'result': encoded(operation(*decoded(request['arguments'])), packs)} if operation else {'skipped': f"no {request['operation']}"}
    except NotImplementedError as why:  # for you to raise where a library lacks a case of an operation that it has
        reply = {'skipped': str(why)}
    except Exception as error:
        reply = {'error': f'{type(error).__name__}: {error}'}
    return {'seq': request['seq'], **reply}

def decoded(x):
    """Numbers are floats, a label too, for an integer of Python's would be exact where a float rounds."""
    if isinstance(x, dict):
        return doubles(b64decode(x['f64'])).tolist() if 'f64' in x else {name: decoded(value) for name, value in x.items()}
    if isinstance(x, list):
        return [y if type(y) is float else decoded(y) for y in x]
    return x if isinstance(x, str) and x not in WORDS.values() else float(x)

def encoded(x, packs=False):
    x = x.tolist() if hasattr(x, 'tolist') else x  # an array or a tensor
    if isinstance(x, (list, tuple)):
        if packs and len(x) >= 64 and all(isinstance(y, (int, float)) for y in x):
            return {'f64': b64encode(doubles(array('d', x).tobytes()).tobytes()).decode()}
        return [encoded(y, packs) for y in x]
    if not isinstance(x, (int, float)):
        raise TypeError(f'expected a number, but received {x!r}')
    return float(x) if x != 0 and math.isfinite(x) else WORDS.get(repr(float(x)), 0.0)

def doubles(data):
    """The numbers in bytes, or the reverse: 8 bytes each, little-endian on the wire. numpy.frombuffer(data, '<f8') does the same."""
    numbers = array('d', data)
    if sys.byteorder == 'big':
        numbers.byteswap()
    return numbers

def softmax(logits):
    m = max(logits)
    weights = [math.exp(z - m) for z in logits]
    total = sum(weights)
    return [w / total for w in weights]

def cross_entropy(logits, label):
    m = max(logits)
    return (m - logits[int(label)]) + math.log(sum(math.exp(z - m) for z in logits))

# format: or 'bfloat16', computed in binary32; or formats that differ, {'logits': 'bfloat16', 'arithmetic': 'binary32', 'results': 'binary32'}.
# Where only some logits are meant: domain={'logits': [-1e4, 1e4]}.
if __name__ == '__main__':
    serve({'softmax': softmax, 'crossEntropy': cross_entropy}, name='my-losses', format='binary64', options=[],
          policies={'allNegInfRow': 'nan', 'posInfLogit': 'nan'})
