import { laws } from '../src/laws/index.ts'
import { mistakes } from '../src/mistakes/index.ts'
import { controls } from './controls.ts'
import { cap, floor } from './figures/bounds.ts'
import { figureMarkup } from './figures/figure.ts'
import { simplexFigure } from './figures/simplex.ts'
import { figures } from './figures/index.ts'
import { galleryMarkup } from './gallery/card.ts'
import { lessonsMarkup } from './lessons/lesson.ts'
import { html, type Markup } from '../src/report/draw/markup.ts'
import { number } from '../src/report/draw/numbers.ts'
import { initial } from './state.ts'

/** The body of the page as everyone gets it: complete without a script. */
export const page = async (): Promise<Markup> => html`
<a class="skip" href="#content">Skip to the content</a>
<header class="site"><p class="brand">losslaws</p><nav aria-label="Parts of the page"><a href="#lessons">Lessons</a> <a href="#laboratory">Laboratory</a> <a href="#gallery">Gallery</a></nav></header>
<main id="content">
<p id="notice" role="status"></p>
<section class="opening" aria-labelledby="question">
<div><h1 id="question">A network ends in sigmoid units, then softmax, then <span class="whole">cross-entropy</span>. What is it doing?</h1>
<p class="lead">It learns to rank, and never to be sure. Whatever it has seen, with ten classes it gives none of them more than ${number(cap(10), 'Math.E / (Math.E + 9)', 3)}, and its loss never falls below ${number(floor(10), 'Math.log(1 + 9 / Math.E)')}. Its gradient vanishes just where it is most wrong. Leave the scores linear: softmax and cross-entropy take logits.</p>
<p>Everything here is computed by the suite that puts losses on trial: ${laws.length} laws, each an equation with a budget for rounding, and ${mistakes.length} implementations that break them. With a script running, you can move the logits, hold the trials again, and watch each counterexample being found.</p></div>
<figure>${simplexFigure.show(initial).panels[0]?.drawing}<figcaption>All that can be said of three classes is a point of the triangle. Sigmoid, then softmax keeps to the hexagon. <a href="#figure-simplex">Move the logits</a></figcaption></figure>
</section>
<section id="lessons" aria-labelledby="title-lessons"><h2 id="title-lessons">Eight lessons</h2>
<p class="note">Predict a number, run the laws, read why, change an input, and answer. Each takes about ten minutes.</p>
${await lessonsMarkup()}</section>
<section id="laboratory" aria-labelledby="title-laboratory"><h2 id="title-laboratory">Laboratory</h2>
<p class="note">Five figures, each with its numbers as a table. What you set stays in the address of the page.</p>
${figures.map((figure) => figureMarkup(figure, initial, controls(figure.id, figure.settings, initial)))}</section>
<section id="gallery" aria-labelledby="title-gallery"><h2 id="title-gallery">Gallery of mistakes</h2>
<p class="note">Those that show in a few classes and rows, each written as a good engineer would have written it, and shown by the law that makes it plain, at the clearest input that was found. They stand in the order of those laws.</p>
<form class="filter" data-live hidden role="search"><label for="filter">Find a mistake</label> <input id="filter" name="filter" type="search" autocomplete="off" spellcheck="false"> <output for="filter" aria-live="polite"></output></form>
${await galleryMarkup()}</section>
<p id="voice" class="unseen" role="status"></p>
</main>

<footer class="site"><p>One file, which asks nothing of the network. It was computed by losslaws, executable laws for classification losses.</p></footer>`
