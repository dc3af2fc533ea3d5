import { PassThrough } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { main } from '../../src/cli.ts'
import { teach } from '../../src/commands/teach.ts'
import { asking, askNumber } from '../../src/commands/converse.ts'
import { lessons } from '../../src/learning/lessons/index.ts'

const losslaws = async (...args: string[]) => {
  let text = ''
  const code = await main(args, { write: (more) => void (text += more), isTerminal: false })
  return { code, text }
}
const unshifted = fileURLToPath(new URL('../doubles/unshifted.ts', import.meta.url))

describe('losslaws teach', () => {
  it('lists the lessons', async () => {
    expect(await losslaws('teach')).toMatchInlineSnapshot(`
      {
        "code": 0,
        "text": "1  scores                What is a score?
      2  exponential           Why the exponential?
      3  two-classes           Two classes: sigmoid or softmax?
      4  gaussians             Is it fitting a Gaussian to each class?
      5  sigmoid-then-softmax  Why not a sigmoid before softmax?
      6  one-versus-rest       Why not one sigmoid for each class?
      7  loss                  What does the loss measure?
      8  gradient              What does the gradient do?
      9  training              What does training look like?
      10  logistic-regression   What has this to do with logistic regression?
      11  machine               Why does the loss take scores, not probabilities?
      ",
      }
    `)
  })
  it.each(lessons)(
    'prints lesson $number whole where nobody is asked',
    async ({ number, question, answer }) => {
      const { code, text } = await losslaws('teach', String(number))
      expect(code).toBe(0)
      expect(text).toContain(question)
      expect(text).toContain(answer)
      expect(text).not.toContain('does not hold')
      expect(text).toMatch(/ is broken\n/)
    },
  )
  it('reads as a whole, line by line', async () => {
    expect((await losslaws('teach', 'sigmoid-then-softmax', '--predict', '0.99')).text)
      .toMatchInlineSnapshot(`
        "Lesson 5. Why not a sigmoid before softmax?

        A network ends in 3 sigmoid units, and softmax is put on top. The network is as sure of the first class as it can be: before the sigmoids the scores are [10, -10, -10].

        Predict. Which probability does the first class get?
        You said 0.99; it is 0.576095.

        Run
          holds  softmax/sums-to-one on mistake:sigmoid-before-softmax
          holds  softmax/keeps-order on mistake:sigmoid-before-softmax
          holds  cross-entropy/chance-level on mistake:sigmoid-before-softmax
          holds  gradient/slope-of-own-loss on mistake:sigmoid-before-softmax
          holds  founding/sigmoid-caps-softmax on core:binary64
          holds  founding/sigmoid-floors-loss on core:binary64
          holds  founding/one-step-reaches-the-floor on core:binary64

        softmax/reaches-one is broken
          law       softmax([g, 0, …, 0])₀ ≥ 1 − (N − 1)e^(−g)
          input     {"gap":1,"others":1}
          claim     softmax([g, 0, …])[0]
          expected  at least 0.63212055882855472
          got       0.5575090141074611
          off by    0.0746, 2.52e+13 times the budget
          why       the other terms sum to (N − 1)e^(−g), so that every probability below 1 is reached by some gap.
          replay    losslaws replay mistake:sigmoid-before-softmax softmax/reaches-one '{"gap":1,"others":1}'
          seed      1, path 1

        Common belief  squashing the scores to between 0 and 1 first makes softmax more like probabilities.
        Actually       it gives 0.576095, and no scores give more than e/(e + N − 1) = 0.576117; softmax of the scores themselves gives 0.99999999588. For ten classes the cap is 0.231969, and the loss never falls below log(1 + (N − 1)/e) = 1.46115.
        Why            softmax reads differences of scores, and sigmoids differ by less than 1: no class can outweigh another by more than e. The slope of the sigmoid, at most 1/4, then takes the gradient away.
        Do this        leave the scores linear. For ten classes one step of size 1 takes their loss from 2.30259 to 1.46115, which the sigmoid head only nears: after 100 such steps it is at 1.58615.

        The probability of the first of three classes, by its lead over the others
          lead  by softmax  by sigmoid, then softmax
            -4  0.00907471                  0.235923
            -2   0.0633789                  0.254654
            -1    0.155362                  0.284102
             0    0.333333                  0.333333
             1    0.576117                   0.38649
             2    0.786986                  0.422541
             4    0.964663                  0.447412
             8     0.99933                   0.45178

        Change something
          Make the lead of the first class as great as you like, or alter the number of the others.
          losslaws replay mistake:sigmoid-before-softmax softmax/reaches-one '{"gap":20,"others":2}'
          as it stands, the law is broken

        At the end. A network with this head tells a hundred classes apart. Below which loss does it never fall?
        It is 3.62221.

        What you can now say
          The sigmoid squeezes every difference of scores below 1. Such a network still ranks the classes and passes a gradient check, but it can never be sure. Leave the scores linear, and give them to softmax as they are.
        "
      `)
  })
  it('holds the laws of a lesson on an implementation of the reader', async () => {
    const { code, text } = await losslaws(
      'teach',
      'exponential',
      '--target',
      unshifted,
      '--predict',
      '0.25',
    )
    expect(code).toBe(1)
    expect(text).toContain('You said 0.25, and it is 0.25.')
    expect(text).toContain('softmax returns NaN where logits are large, in 3 laws')
    expect(text).not.toContain('mistake:softmax-without-exponential softmax/keeps-order')
  })
  it.each([
    [['12'], 'expected a lesson from 1 to 11, or its name, but received 12\n'],
    [['1', '2'], 'expected one lesson, but received 2\n'],
    [['1', '--predict', 'much'], '--predict: expected a number, but received much\n'],
    [['1', '--predict', ''], '--predict: expected a number, but received nothing\n'],
    [['--predict', '1'], 'expected a lesson, by number or name, but received none\n'],
  ])('says in a sentence what is wrong with %j, and exits with 2', async (args, text) => {
    expect(await losslaws('teach', ...args)).toEqual({ code: 2, text })
  })
})

describe('a learner at a terminal', () => {
  const [, lesson] = lessons
  if (lesson === undefined) throw new Error('there is no lesson')
  const taught = async (...lines: string[]) => {
    let text = ''
    const write = (more: string) => void (text += more)
    const input = new PassThrough()
    const { ask, close } = asking(input, { write })
    input.end(lines.map((line) => `${line}\n`).join(''))
    expect(await teach(lesson, { write, isTerminal: true }, { ask })).toBe(0)
    close()
    return text
  }
  it('is asked before anything is shown, and again at the end', async () => {
    const text = await taught('a third', '0,5', '', '', '3')
    expect(text).toContain('expected a number, or an empty line to go on, but received a third\n')
    expect(text).toContain('You said 0.5; it is 0.25.')
    expect(text).toContain('You said 3, and it is 3.')
    expect(text.indexOf('Predict.')).toBeLessThan(text.indexOf('Actually'))
    expect(text.match(/Enter goes on/g)).toHaveLength(2)
  })
  it('may leave at any time, and is shown the rest', async () => {
    expect(await taught()).toContain(lesson.answer)
  })
  it('may answer nothing', async () => {
    expect(
      await askNumber(
        () => Promise.resolve(''),
        'how many? ',
        () => {},
      ),
    ).toBeUndefined()
  })
})
