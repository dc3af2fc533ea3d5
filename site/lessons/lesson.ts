import { literal } from '../../src/contract/literal.ts'
import { hold, holdAt } from '../../src/learning/lessons/hold.ts'
import { lessons } from '../../src/learning/lessons/index.ts'
import type { Lesson, Question, Trial } from '../../src/learning/lessons/lesson.ts'
import type { Verdict } from '../../src/verdict/verdict.ts'
import { evidence, judged, lawOf } from '../gallery/evidence.ts'
import type { Figure } from '../figures/figure.ts'
import { gapFigure } from '../figures/gap.ts'
import { headsFigure } from '../figures/heads.ts'
import { raceFigure } from '../figures/race.ts'
import { simplexFigure } from '../figures/simplex.ts'
import { stepFigure } from '../figures/step.ts'
import { html, type Markup } from '../../src/report/draw/markup.ts'
import { number, short } from '../../src/report/draw/numbers.ts'
import { tableDrawing } from './drawing.ts'
import { table } from '../../src/report/draw/table.ts'

/** The lessons, every trial of which is held anew. */
export const lessonsMarkup = async (): Promise<Markup> => {
  const articles: Markup[] = []
  for (const lesson of lessons as readonly Lesson[]) articles.push(await lessonMarkup(lesson))
  return html`${articles}`
}

/** One lesson: predict, run, explain, change something, answer. */
const lessonMarkup = async (lesson: Lesson): Promise<Markup> => {
  const {
    number: n,
    id,
    question,
    scene,
    predict,
    holds,
    breaks,
    refutation,
    change,
    exit,
    answer,
  } = lesson
  const held: Markup[] = []
  for (const trial of holds) held.push(html`<li>${trialLine(trial, await hold(trial))}</li>`)
  return html`<details class="lesson" id="lesson-${n}" data-lesson="${id}">
<summary><span class="count">${n}</span><h3>${question}</h3></summary>
<div class="lesson-body">
<p>${scene}</p>
<h4>Predict</h4>
${ask(`${n}.predict`, predict, `lessons[${n - 1}].predict.answer`)}
<h4>Run</h4>
<p>These laws hold:</p>
<ul class="held">${held}</ul>
<p>This one is broken by <code>${breaks.on}</code>:</p>
<div class="panel-card">${evidence(await hold(breaks))}</div>
<h4>Explain</h4>
<dl class="refutation"><div><dt>You may think</dt><dd>${refutation.thought}</dd></div><div><dt>It is not so</dt><dd>${refutation.fact}</dd></div><div><dt>Because</dt><dd>${refutation.because}</dd></div><div><dt>Instead</dt><dd>${refutation.instead}</dd></div></dl>
<div class="pair">${tableDrawing(lesson.table)}${table(tableOf(lesson))}</div>
${laboratory(id)}
<h4>Change something</h4>
<p>${change.say}</p>
<form class="change" data-live hidden data-change="${n}" data-law="${change.law}" data-on="${change.on}" data-like="${literal(change.at)}"><label for="change-${n}">Input of <code>${change.law}</code></label> <input id="change-${n}" name="input" value="${literal(change.at)}" spellcheck="false" autocomplete="off"> <button>Judge</button></form>
<div class="panel-card" data-verdict="${n}" aria-live="polite"><p>At <code>${literal(change.at)}</code>, <code>${change.on}</code>:</p>${judged(await holdAt(change))}</div>
<h4>Answer</h4>
${ask(`${n}.exit`, exit, `lessons[${n - 1}].exit.answer`)}
<p class="conclusion">${answer}</p>
</div></details>`
}

/** The figures in which a lesson goes on. */
const laboratory = (id: string): Markup | undefined => {
  const figures = goesOn[id]
  return (
    figures
    && html`<p class="note">In the laboratory: ${figures.map((figure, i) => html`${i > 0 && ', '}<a href="#figure-${figure.id}">${figure.title}</a>`)}.</p>`
  )
}
const goesOn: Readonly<Record<string, readonly Figure[]>> = {
  'one-versus-rest': [headsFigure],
  'sigmoid-then-softmax': [simplexFigure, raceFigure],
  loss: [gapFigure],
  gradient: [gapFigure],
  machine: [stepFigure],
}

/**
 * A question for a number. Whoever can run the page predicts first; the answer stands beneath for
 * everyone.
 */
const ask = (name: string, { ask: question, answer, within }: Question, of: string): Markup =>
  html`<p class="question">${question}</p>
<form class="predict" data-live hidden data-question="${name}" data-answer="${answer}" data-within="${within}"><label for="question-${name}">Your prediction</label> <input id="question-${name}" name="prediction" inputmode="decimal" autocomplete="off"> <button>Compare</button> <output aria-live="polite"></output></form>
<details class="answer"><summary>The answer</summary><p>${number(answer, of, 6)}</p></details>`

const trialLine = ({ law, on }: Trial, verdict: Verdict): Markup =>
  html`<span class="held">held</span> ${lawOf(law).equation}<span class="on"><code>${law}</code> on <code>${on}</code>${verdict.status === 'passed' && `, ${verdict.runs} inputs`}</span>`

const tableOf = ({ number: n, table: { about, columns, rows } }: Lesson) => ({
  about: about.charAt(0).toUpperCase() + about.slice(1),
  key: columns[0] ?? '',
  columns: columns
    .slice(1)
    .map((name, j) => ({ name, of: `lessons[${n - 1}].table.rows[x][${j + 1}]` })),
  rows: rows.map(([key = NaN, ...values], i) => ({ key: i, name: short(key), values })),
})
