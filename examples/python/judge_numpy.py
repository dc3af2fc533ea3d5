"""Checks NumPy's softmax and log-sum-exp, written the usual stable way, against the recorded cases: python3 judge_numpy.py"""
import json, math, sys
from fractions import Fraction
from pathlib import Path

try:
    import numpy as np
except ImportError:
    print('skipped: NumPy is not installed')
    sys.exit(4)  # nothing was tested

def softmax(z):
    e = np.exp(z - np.max(z))
    return e / e.sum()

def log_sum_exp(z):
    m = np.max(z)
    return [m if np.isinf(m) else m + np.log(np.exp(z - m).sum())]

def error(x, lo, hi):
    """How far x lies from the true result, which is in [lo, hi], in ulp there; where that is no number, 0 or infinity."""
    if lo in ('NaN', 'Infinity', '-Infinity') or not math.isfinite(x):
        return 0 if x == float(lo) or (math.isnan(x) and lo == 'NaN') else math.inf
    return float(max(Fraction(lo) - Fraction(x), Fraction(x) - Fraction(hi), 0) / Fraction(math.ulp(float(Fraction(lo)))))

def judge(name, function):
    cases = json.loads((Path(__file__).parents[2] / 'fixtures' / f'{name}.json').read_text())['cases']
    cases, worst, failed = [case for case in cases if 'result' in case], (0.0, 'no case'), 0
    for case in cases:
        with np.errstate(all='ignore'):
            got = [float(x) for x in function(np.array(case['arguments'][0], dtype=float))]
        errors = [error(x, lo, hi) for x, lo, hi in zip(got, case['result']['lo'], case['result']['hi'], strict=True)]
        budget = case.get('budget', {}).get('textbook', {}).get('binary64', [0] * len(errors))
        failed += any(e > float(b) for e, b in zip(errors, budget, strict=True))
        worst = max(worst, (max(errors), case['id']))
    print(f'{name}: {failed} of {len(cases)} cases outside their budgets, worst error {worst[0]:.3g} ulp, at {worst[1]}')
    return failed

sys.exit(1 if judge('softmax', softmax) + judge('log-sum-exp', log_sum_exp) else 0)
