import { html, type Content, type Markup } from '../../src/report/draw/markup.ts'
import { claim } from '../figures/claim.ts'
import { initial } from '../state.ts'
import type { SectionId } from './ids.ts'
import { display, math } from './math.ts'

/** What a section says before the guess and after it, with its figures in between, by their ids. */
export type Prose = { readonly before: readonly Part[]; readonly after: readonly Part[] }
export type Part = Markup | { readonly figure: string }

const p = (parts: TemplateStringsArray, ...values: readonly Content[]): Markup =>
  html`<p>${html(parts, ...values)}</p>`
const h = (title: string): Markup => html`<h3>${title}</h3>`
const figure = (id: string): Part => ({ figure: id })
const live = (id: string, content: Markup): Markup => html`<p data-sentence="${id}">${content}</p>`

export const prose: Readonly<Record<SectionId, Prose>> = {
  scores: {
    before: [
      p`Here are twelve points of three classes: circles, squares and diamonds. A small network has learnt from them. Now it meets a new point, the question mark, and has to say which class it belongs to.`,
      figure('place'),
    ],
    after: [
      figure('scores'),
      p`The last layer of a network gives every class a number, its score. (Scores are also called logits.) In this network the score of class ${math('k')} is a weighted sum of the two coordinates, plus a constant:`,
      display('z_k = w_k^{\\mathsf T} x + b_k'),
      p`A score may be any number. It is not a probability: it can be negative, and the scores of a point need not sum to anything in particular. Only the differences between them decide: add 5 to all three, and every border stays where it is.`,
    ],
  },
  exponential: {
    before: [
      p`Scores have to become probabilities: three positive numbers that sum to 1, with the highest score in front.`,
    ],
    after: [
      figure('shares'),
      p`Softmax raises e to the power of each score, and divides by the sum:`,
      display('p_k = \\frac{e^{z_k}}{e^{z_1} + e^{z_2} + \\dots + e^{z_N}}'),
      p`Dividing by a sum makes any positive numbers sum to 1. So why the exponential, of all functions? There are three answers, and they agree.`,
      h('Differences become odds'),
      p`Only differences of scores carry meaning. The odds between two classes should therefore depend on the difference of their scores, and on nothing else. With softmax they do:`,
      display('\\frac{p_i}{p_j} = e^{z_i - z_j}'),
      p`One more point of score multiplies the odds by e, about 2.718, wherever it started. The base only sets the unit of a score; with 2 instead of e, each point would double the odds.`,
      h('Evidence adds up'),
      p`Suppose that two hidden units look at different things and take no notice of each other. Each multiplies the odds by a factor of its own. Yet the network adds what they say to the score. A function that turns sums into products, ${math('f(a + b) = f(a)\\,f(b)')}, is an exponential; no other continuous function does that.`,
      h('Nothing else is assumed'),
      p`Many probabilities share the mean score that softmax gives. Among them, softmax has the greatest entropy: it commits to that mean and leaves everything else as open as possible.`,
      figure('entropy'),
    ],
  },
  'two-classes': {
    before: [
      p`For two classes, textbooks use a single output and the sigmoid, ${math('\\sigma(x) = 1 / (1 + e^{-x})')}. For more, they use softmax. Which is better when there are two?`,
    ],
    after: [
      figure('pair'),
      p`Divide the numerator and the denominator of softmax by the first exponential:`,
      display('\\frac{e^{z_1}}{e^{z_1} + e^{z_2}} = \\frac{1}{1 + e^{-(z_1 - z_2)}}'),
      p`On the right stands the sigmoid of the difference. So the sigmoid is softmax for two classes, with one score set to zero. The same holds for any number of classes: the probability of class ${math('k')} is the sigmoid of its lead over all others together.`,
    ],
  },
  gaussians: {
    before: [
      p`Suppose that each class is a bell curve, a Gaussian, over one number x, and that all classes are equally frequent. Take a bell by its top: sideways moves it, up or down makes it narrower or wider.`,
      figure('bells'),
    ],
    after: [
      p`From the bells, Bayes’ rule gives the probability of each class at x. Take logarithms, and drop whatever all classes share:`,
      display('z_k(x) = \\frac{\\mu_k}{\\sigma^2}\\,x - \\frac{\\mu_k^2}{2\\sigma^2}'),
      p`With equal widths the scores are straight lines, and softmax of straight lines is exact: below, the dashed curves lie on the others. Now make one bell wider. The term in ${math('x^2')} no longer cancels, and no straight line can follow.`,
      figure('posterior'),
      p`So Gaussians of equal width lead to softmax. The converse is false. Softmax does not assume them: Poisson counts, for one, lead to straight lines too. And training does not fit any bells, as the points show.`,
      figure('borders'),
      html`<p data-live hidden class="go"><button type="button" data-far="out">Pull one square far out</button> <button type="button" data-far="back">Put it back</button></p>`,
      p`Pull a square to the far right, where it is right already. The Gaussians have to stretch to reach it, and the dashed borders swing round. The solid ones barely move, because a point whose label is not in doubt has almost no say in cross-entropy. Now put it among the circles, where its label is wrong: both move.`,
    ],
  },
  'sigmoid-then-softmax': {
    before: [
      p`Back to the question at the top. Somebody wants outputs between 0 and 1, puts a sigmoid on each score, and softmax after that.`,
    ],
    after: [
      p`Every distribution over three classes is a point of this triangle; at a corner, one class is certain. Softmax of the scores can reach every point inside. With the sigmoid in front, only the hexagon is left.`,
      figure('simplex'),
      p`The reason is short. Softmax reads differences, and two sigmoids differ by less than 1. So no class can be more than e times as probable as another, and with ${math('N')} classes`,
      display('p_k < \\frac{e}{e + N - 1}'),
      p`The loss has a floor above zero for the same reason:`,
      display('L > \\log\\left(1 + \\frac{N - 1}{e}\\right)'),
      live('claim', claim(initial)),
      p`The gradient suffers as well. It is multiplied by the slope of the sigmoid, which is 1/4 at most and almost zero for large scores of either sign. The network then learns least where it is most wrong.`,
      figure('gap'),
    ],
  },
  'one-versus-rest': {
    before: [p`Then why not leave softmax out, and give each class a sigmoid and a binary loss?`],
    after: [
      figure('heads'),
      p`That is a sound model, of something else. Three sigmoids answer three separate questions: is it a circle, yes or no? a square? a diamond? If a picture may show a cat and a dog at once, those are the right questions, and nothing should sum to 1.`,
      p`If exactly one class is right, the question is which. Then the classes compete: raising one score has to lower the other probabilities. Softmax does that, and separate sigmoids do not.`,
    ],
  },
  loss: {
    before: [p`The label comes to light. The loss says how bad the prediction was, in one number.`],
    after: [
      figure('loss'),
      p`Cross-entropy is the surprise at the label: minus the logarithm of the probability that it was given.`,
      display('L = -\\log p_y = \\log \\sum_k e^{z_k} - z_y'),
      p`Summed over all points, it is minus the log-likelihood of the labels. To minimise cross-entropy is maximum likelihood, for a model of the label given the point. It charges nothing for a sure and right answer, ${math('\\log N')} for an even guess, and any amount for being sure and wrong.`,
    ],
  },
  gradient: {
    before: [
      p`Training lowers the loss step by step. Each point pulls at the three scores; how hard it pulls is the gradient of its loss.`,
    ],
    after: [
      display('\\frac{\\partial L}{\\partial z_k} = p_k - y_k'),
      p`Here ${math('y_k')} is 1 for the label and 0 for the other classes. The whole gradient is prediction less truth. No logarithm is left and no exponential: softmax and cross-entropy are made for each other.`,
      figure('pulls'),
      p`The squared error of a sigmoid has the gradient ${math('(p - y)\\,p\\,(1 - p)')} instead. The factor ${math('p\\,(1 - p)')} vanishes where the network is sure, even if it is sure of the wrong class.`,
    ],
  },
  training: {
    before: [
      p`Now train two networks side by side, on the same points, from the same start and with the same steps.`,
    ],
    after: [
      figure('training'),
      p`Both find similar borders: a sigmoid never changes the order of scores. But one map fills with colour and the other stays pale. Its loss creeps towards a floor that no data can lower. Accuracy alone would not have told you.`,
    ],
  },
  'logistic-regression': {
    before: [
      p`Take away hidden layers, and a network with softmax and cross-entropy has a name from statistics: multinomial logistic regression. With two classes, it is logistic regression.`,
    ],
    after: [
      figure('means'),
      p`Add a few circles, and both bars of the circle grow together.`,
      p`At the best fit the gradient is zero, and the gradient of the constant ${math('b_k')} is the mean of ${math('p_k - y_k')}. So the mean probability of each class equals its share of the points. The same holds for each coordinate: what the model expects matches what was counted.`,
      p`The loss is convex in the weights, so descent cannot end in a bad valley. Hidden layers learn the coordinates; the last layer is still logistic regression on what they have learnt.`,
    ],
  },
  machine: {
    before: [
      p`On paper, softmax and then the logarithm are the cross-entropy. On a machine, numbers have a largest value and about sixteen digits.`,
    ],
    after: [
      p`That is why good libraries take scores, not probabilities, and why the name of the argument is logits. Subtract the highest score ${math('m')} first, and never form the probability before its logarithm:`,
      display('L = (m - z_y) + \\log \\sum_k e^{z_k - m}'),
      p`Nothing here overflows: no exponent is above zero, and one of them is zero. The other way round, the probability of an unlikely label rounds to 0, and its logarithm is minus infinity. A small number added inside the logarithm hides that, and puts a ceiling on the loss, as the sigmoid does.`,
    ],
  },
}
