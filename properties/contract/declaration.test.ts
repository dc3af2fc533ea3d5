import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { implementationFrom } from '../../src/contract/declaration.ts'
import { inOneLine } from '../../src/contract/thrown.ts'
import { literal, parseLiteral } from '../../src/contract/literal.ts'

const softmax = (z: number[]) => z

describe('a module', () => {
  it('is an implementation of what it exports, by name or as its default', () => {
    expect(implementationFrom({ softmax, helper: 1 }, 'a.ts')).toEqual({
      name: 'a.ts',
      format: 'binary64',
      options: [],
      policies: {},
      operations: { softmax },
    })
    expect(implementationFrom({ default: { softmax } }, 'a.ts').operations).toEqual({ softmax })
    expect(implementationFrom({ default: null, softmax }, 'a.ts').operations).toEqual({ softmax })
  })
  it('may declare its name, version, format, options and policies', () => {
    const declared = {
      name: 'mine',
      version: '2.0',
      format: 'bfloat16',
      options: ['ignoreIndex'],
      policies: { allNegInfRow: 'zero' },
    }
    expect(implementationFrom({ ...declared, default: { softmax } }, 'a.ts')).toEqual({
      ...declared,
      operations: { softmax },
    })
  })
  it.each([
    [
      {},
      'expected a.ts to export an operation such as softmax or crossEntropy, but received no exports',
    ],
    [
      { default: 3 },
      'expected a.ts to export an operation such as softmax or crossEntropy, but received no exports',
    ],
    [
      { soft_max: softmax },
      'expected a.ts to export an operation such as softmax or crossEntropy, but received soft_max (did you mean softmax?)',
    ],
    [
      { relu: softmax },
      'expected a.ts to export an operation such as softmax or crossEntropy, but received relu',
    ],
    [{ softmax: NaN }, 'a.ts: softmax: expected a function, but received NaN'],
    [{ softmax: null }, 'a.ts: softmax: expected a function, but received null'],
    [{ softmax: [] }, 'a.ts: softmax: expected a function, but received an array'],
    [{ softmax, name: 3 }, 'a.ts: name: expected a string, but received 3'],
    [
      { softmax, version: softmax },
      'a.ts: version: expected a string, but received a value of type function',
    ],
    [
      { softmax, format: 'float64' },
      'a.ts: format: expected one of binary64, binary32, binary16, bfloat16, but received "float64"',
    ],
    [
      { softmax, format: NaN },
      'a.ts: format: expected one of binary64, binary32, binary16, bfloat16, but received NaN',
    ],
    [
      { softmax, format: 'toString' },
      'a.ts: format: expected one of binary64, binary32, binary16, bfloat16, but received "toString"',
    ],
    [
      { softmax, options: 'ignoreIndex' },
      'a.ts: options: expected an array, but received "ignoreIndex"',
    ],
    [
      { softmax, options: ['weights'] },
      'a.ts: an option: expected one of classWeights, labelSmoothing, ignoreIndex, posWeight, but received "weights"',
    ],
    [{ softmax, policies: null }, 'a.ts: policies: expected an object, but received null'],
    [
      { softmax, policies: { nan: 'zero' } },
      'a.ts: a policy: expected one of allNegInfRow, posInfLogit, allIgnoredMean, labelOutOfRange, but received "nan"',
    ],
    [
      { softmax, policies: { posInfLogit: 'zero' } },
      'a.ts: policy posInfLogit: expected one of nan, limit, but received "zero"',
    ],
  ])('%j is refused in a sentence', (module, message) => {
    expect(() => implementationFrom(module, 'a.ts')).toThrow(
      expect.objectContaining({ name: 'Misuse', message }),
    )
  })
})

describe('what was thrown', () => {
  it.each([
    [new RangeError('no such class\nat all'), 'RangeError: no such class'],
    [new Error('two things:\n\n  this one\nthat one'), 'Error: two things: this one'],
    [new Error('\u001b[31mred\u001b[0m'), 'Error: red'],
    [new Error('nothing:'), 'Error: nothing:'],
    [{ name: 'SerializedError', message: 'from afar' }, 'SerializedError: from afar'],
    [{ message: 'no name' }, 'Error: no name'],
    ['just a word', 'just a word'],
    [undefined, 'undefined'],
    [Symbol('s'), 'Symbol(s)'],
    [Object.create(null), 'something that cannot be shown'],
    [new Error('x'.repeat(400)), `Error: ${'x'.repeat(292)}…`],
  ])('is told in one line: %#', (thrown, line) => {
    expect(inOneLine(thrown)).toBe(line)
  })
})

describe('a literal', () => {
  it('keeps every double, however deep', () => {
    const value = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 3 },
        fc.double(),
        fc.constantFrom('mean', 'sum', null, true),
        fc.array(tie('tree')),
        fc.dictionary(fc.constantFrom('z', 'label'), tie('tree'), { noNullPrototype: true }),
      ),
    })).tree
    fc.assert(
      fc.property(value, (x) => {
        expect(parseLiteral(literal(x))).toStrictEqual(x)
      }),
    )
  })
  it('writes numbers that JSON lacks as strings', () => {
    expect(literal([-0, NaN, Infinity, -Infinity, 5e-324])).toBe(
      '["-0","NaN","Infinity","-Infinity",5e-324]',
    )
  })
  it('refuses what is not JSON', () => {
    expect(() => parseLiteral('[1,')).toThrow(SyntaxError)
  })
})
