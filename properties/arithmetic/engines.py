"""MPFR and Arb for the bench of engines, where gmpy2 and python-flint are installed.

Says which it has; then each line asks for so many rounds of one function, at every point of the bench.
"""

import json
import sys

points, bits = json.loads(sys.argv[1])
engines = {}

try:
    import gmpy2

    gmpy2.get_context().precision = bits
    first, *_ = numbers = [gmpy2.mpfr(x) / 3 for x in points]
    engines["MPFR"] = numbers, {
        "exp": gmpy2.exp,
        "log": gmpy2.log,
        "mul": lambda x, a=first: a * x,
        "div": lambda x, a=first: a / x,
    }
except ImportError:
    pass

try:
    import flint

    flint.ctx.prec = bits
    first, *_ = numbers = [flint.arb(x) / 3 for x in points]
    engines["Arb"] = numbers, {
        "exp": flint.arb.exp,
        "log": flint.arb.log,
        "mul": lambda x, a=first: a * x,
        "div": lambda x, a=first: a / x,
    }
except ImportError:
    pass

print(json.dumps(list(engines)), flush=True)
for line in sys.stdin:
    engine, function, rounds = line.split()
    numbers, functions = engines[engine]
    call = functions[function]
    for _ in range(int(rounds)):
        for x in numbers:
            call(x)
    print(flush=True)
