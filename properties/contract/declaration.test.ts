import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { implementationFrom, misuse } from '../../src/contract/declaration.ts'
import { formatInWords } from '../../src/contract/numbers.ts'
import { inOneLine } from '../../src/contract/thrown.ts'
import { literal, parseLiteral } from '../../src/contract/literal.ts'

const softmax = (z: number[]) => z

class Losses {
  softmax(z: number[]): number[] {
    return z
  }
}

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
  it('may declare its name, version, numbers, options and policies', () => {
    const declared = {
      name: 'mine',
      version: '2.0',
      format: 'bfloat16',
      domain: { logits: [-1e4, 1e4] },
      elementary: { ulp: 1 },
      options: ['ignoreIndex'],
      policies: { allNegInfRow: 'zero', determinism: 'rounding' },
      reproduce: { language: 'python', calls: { softmax: 'softmax({logits})' } },
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
      'expected a.ts to export an operation such as softmax or crossEntropy, but received as its default 3',
    ],
    [
      { default: softmax },
      'expected a.ts to export an operation such as softmax or crossEntropy, but received as its default a function',
    ],
    [
      { default: Losses },
      'expected a.ts to export an operation such as softmax or crossEntropy, but received as its default a class',
    ],
    [
      { default: new Losses() },
      'expected a.ts to export an operation such as softmax or crossEntropy, but received as its default an instance of a class, of which own properties alone are exports',
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
      'a.ts: format: expected one of binary64, binary32, binary16, bfloat16, or { logits, arithmetic, results }, but received "float64"',
    ],
    [
      { softmax, format: NaN },
      'a.ts: format: expected one of binary64, binary32, binary16, bfloat16, or { logits, arithmetic, results }, but received NaN',
    ],
    [
      { softmax, format: 'toString' },
      'a.ts: format: expected one of binary64, binary32, binary16, bfloat16, or { logits, arithmetic, results }, but received "toString"',
    ],
    [
      { softmax, options: 'ignoreIndex' },
      'a.ts: options: expected an array, but received "ignoreIndex"',
    ],
    [
      { softmax, options: ['weights'] },
      'a.ts: an option: expected one of mask, temperature, softCap, classWeights, labelSmoothing, zLoss, focusing, ignoreIndex, rowWeights, denominator, posWeight, positiveWeights, but received "weights"',
    ],
    [{ softmax, policies: null }, 'a.ts: policies: expected an object, but received null'],
    [
      { softmax, policies: { toString: 'nan' } },
      'a.ts: a policy: expected one of allNegInfRow, posInfLogit, infiniteLogit, allIgnoredMean, labelOutOfRange, targetOutOfRange, nan, determinism, but received "toString"',
    ],
    [
      { softmax, policies: { determinism: 'mostly' } },
      'a.ts: policy determinism: expected one of bitwise, rounding, but received "mostly"',
    ],
    [
      { softmax, reproduce: { language: 'basic', calls: {} } },
      'a.ts: reproduce.language: expected one of javascript, python, but received "basic"',
    ],
    [
      { softmax, reproduce: { language: 'python' } },
      'a.ts: reproduce.calls: expected a template for each operation, but received nothing',
    ],
    [
      { softmax, reproduce: { language: 'python', calls: { softMax: '' } } },
      expect.stringMatching(
        /^a\.ts: reproduce\.calls: expected one of softmax, .*, but received "softMax"$/,
      ),
    ],
    [
      { softmax, reproduce: { language: 'python', calls: { crossEntropy: 'f({logits}, {y})' } } },
      'a.ts: reproduce.calls.crossEntropy: expected {logits}, {label}, but received "{y}"',
    ],
    [
      { softmax, policies: { posInfLogit: 'zero' } },
      'a.ts: policy posInfLogit: expected one of nan, limit, mixed, but received "zero"',
    ],
  ])('%j is refused in a sentence', (module, message) => {
    expect(() => implementationFrom(module, 'a.ts')).toThrow(
      expect.objectContaining({ name: 'Misuse', message }),
    )
  })
})

describe('a format', () => {
  const formatOf = (format: unknown) => implementationFrom({ softmax, format }, 'a.ts').format
  const mixed = { logits: 'bfloat16', arithmetic: 'binary32', results: 'binary32' } as const
  it('is a name, or names for what is read, computed and answered', () => {
    expect(formatOf('bfloat16')).toBe('bfloat16')
    expect(formatOf(mixed)).toEqual(mixed)
    const whole = {
      logits: 'bfloat16',
      targets: 'binary32',
      arithmetic: 'binary32',
      results: { default: 'bfloat16', crossEntropy: 'binary32' },
    } as const
    expect(formatOf(whole)).toEqual(whole)
    expect(formatInWords(formatOf(whole))).toBe(
      'bfloat16 logits, binary32 targets, binary32 arithmetic, binary32 crossEntropy, bfloat16 results',
    )
  })
  it.each([
    ['binary64', { logits: 'binary64', arithmetic: 'binary64', results: 'binary64' }],
    ['bfloat16', { logits: 'bfloat16', arithmetic: 'binary32', results: 'bfloat16' }],
    [
      'binary16',
      {
        logits: 'binary16',
        targets: 'binary16',
        arithmetic: 'binary32',
        results: { default: 'binary16', softmax: 'binary16' },
      },
    ],
  ])('that means the same as %s is called so', (name, format) => {
    expect(formatOf(format)).toBe(name)
  })
  it('of 16 bits throughout is not what its name means', () => {
    const narrow = { logits: 'binary16', arithmetic: 'binary16', results: 'binary16' }
    expect(formatOf(narrow)).toEqual(narrow)
  })
  it.each([
    [null, 'a.ts: format: expected NAME, or { logits, arithmetic, results }, but received null'],
    [[], 'a.ts: format: expected NAME, or { logits, arithmetic, results }, but received an array'],
    [{}, 'a.ts: format.logits: expected NAME, but received nothing'],
    [
      { ...mixed, output: 'binary32' },
      'a.ts: format: expected the fields logits, targets, arithmetic, results, but received "output"',
    ],
    [
      { logits: 'bfloat16', results: 'binary32' },
      'a.ts: format.arithmetic: expected NAME, but received nothing',
    ],
    [{ ...mixed, logits: 16 }, 'a.ts: format.logits: expected NAME, but received 16'],
    [{ ...mixed, targets: null }, 'a.ts: format.targets: expected NAME, but received null'],
    [
      { ...mixed, arithmetic: 'tf32' },
      'a.ts: format.arithmetic: expected NAME, but received "tf32"',
    ],
    [
      { logits: 'bfloat16', arithmetic: 'binary32' },
      'a.ts: format.results: expected NAME, or { default, softmax, … }, but received nothing',
    ],
    [
      { ...mixed, results: 'valueOf' },
      'a.ts: format.results: expected NAME, or { default, softmax, … }, but received "valueOf"',
    ],
    [
      { ...mixed, results: { softmax: 'binary32' } },
      'a.ts: format.results.default: expected NAME, but received nothing',
    ],
    [
      { ...mixed, results: { default: 'binary32', softmax: {} } },
      'a.ts: format.results.softmax: expected NAME, but received a value of type object',
    ],
  ])('%j is refused in a sentence', (format, message) => {
    expect(() => formatOf(format)).toThrow(
      misuse(message.replace('NAME', 'one of binary64, binary32, binary16, bfloat16')),
    )
  })
  it('of an operation that there is not is refused', () => {
    expect(() =>
      formatOf({ ...mixed, results: { default: 'binary32', relu: 'binary32' } }),
    ).toThrow(
      /^a\.ts: format\.results: expected the fields default, softmax, .*, but received "relu"$/,
    )
  })
})

describe('a domain', () => {
  const domainOf = (domain: unknown) => implementationFrom({ softmax, domain }, 'a.ts').domain
  it.each([[[-1e4, 1e4]], [[0, Infinity]], [[-Infinity, 80]], [[-0.5, 0.5]]])(
    'is %j, from the least logit to the greatest',
    (logits) => {
      expect(domainOf({ logits })).toEqual({ logits })
    },
  )
  it('is every logit where none is declared', () => {
    expect(implementationFrom({ softmax }, 'a.ts')).not.toHaveProperty('domain')
  })
  it.each([
    [3, 'a.ts: domain: expected { logits: [least, most] }, but received 3'],
    [[-1, 1], 'a.ts: domain: expected { logits: [least, most] }, but received [-1, 1]'],
    [
      { logits: [-1, 1], targets: [0, 1] },
      'a.ts: domain: expected the field logits, but received "targets"',
    ],
    [{}, 'a.ts: domain.logits: expected ENDS, but received nothing'],
    [{ logits: 10 }, 'a.ts: domain.logits: expected ENDS, but received 10'],
    [{ logits: [1, 1] }, 'a.ts: domain.logits: expected ENDS, but received [1, 1]'],
    [{ logits: [0, NaN] }, 'a.ts: domain.logits: expected ENDS, but received [0, NaN]'],
    [{ logits: [0, 1, 2] }, 'a.ts: domain.logits: expected ENDS, but received [0, 1, 2]'],
    [{ logits: [0, '1'] }, 'a.ts: domain.logits: expected ENDS, but received an array'],
  ])('%j is refused in a sentence', (domain, message) => {
    expect(() => domainOf(domain)).toThrow(
      misuse(message.replace('ENDS', '[least, most], the first number below the second')),
    )
  })
})

describe('the error of elementary functions', () => {
  const elementaryOf = (elementary: unknown) =>
    implementationFrom({ softmax, elementary }, 'a.ts').elementary
  it('is so many units in the last place', () => {
    expect(elementaryOf({ ulp: 0.5 })).toEqual({ ulp: 0.5 })
    expect(implementationFrom({ softmax }, 'a.ts')).not.toHaveProperty('elementary')
  })
  it.each([
    [1, 'a.ts: elementary: expected { ulp: number }, but received 1'],
    [{ ulps: 1 }, 'a.ts: elementary: expected the field ulp, but received "ulps"'],
    [{}, 'a.ts: elementary.ulp: expected a finite number above 0, but received nothing'],
    [{ ulp: 0 }, 'a.ts: elementary.ulp: expected a finite number above 0, but received 0'],
    [{ ulp: NaN }, 'a.ts: elementary.ulp: expected a finite number above 0, but received NaN'],
    [
      { ulp: Infinity },
      'a.ts: elementary.ulp: expected a finite number above 0, but received Infinity',
    ],
  ])('%j is refused in a sentence', (elementary, message) => {
    expect(() => elementaryOf(elementary)).toThrow(misuse(message))
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
