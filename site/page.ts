import { laws } from '../src/laws/index.ts'
import { mistakes } from '../src/mistakes/index.ts'
import { html, type Markup } from '../src/report/draw/markup.ts'
import { claim } from './figures/claim.ts'
import { simplexFigure } from './figures/simplex.ts'
import { galleryMarkup } from './gallery/card.ts'
import { ownSection } from './own/section.ts'
import { initial } from './state.ts'
import { contents, story } from './story/chapter.ts'

/** The body of the page as everyone gets it: complete without a script. */
export const page = async (): Promise<Markup> => html`
<a class="skip" href="#content">Skip to the content</a>
<header class="site"><p class="brand">losslaws</p><nav aria-label="Parts of the page"><a href="#story">Story</a> <a href="#own">Test your own</a> <a href="#gallery">Gallery of mistakes</a></nav></header>
<main id="content">
<p id="notice" role="status"></p>
<section class="opening" aria-labelledby="question">
<div><h1 id="question">A network ends in sigmoid units, then softmax, then <span class="whole">cross-entropy</span>. What is it doing?</h1>
<p class="lead">It learns to rank the classes, and can never be sure of one. <span data-sentence="claim">${claim(initial)}</span></p>
<p class="lead">Its gradient vanishes just where it is most wrong. Leave out the sigmoid: softmax and cross-entropy take scores as they are.</p></div>
<figure>${simplexFigure.show(initial).panels.at(-1)?.drawing}<figcaption>Every distribution over three classes is a point of the triangle. With a sigmoid before softmax, only the hexagon is left.</figcaption></figure>
</section>
<section id="story" aria-labelledby="title-story"><h2 id="title-story" class="part">The story, in eleven questions</h2>
<p>One example runs through all of them: a few points in a plane, and one point whose class is asked for. Each section asks for your guess first. <span data-live hidden>You can also <button type="button" class="plain" data-act="reveal">show all answers now</button>.</span></p>
${contents()}
${story()}</section>
${await ownSection()}
<section id="gallery" aria-labelledby="title-gallery"><h2 id="title-gallery" class="part">Gallery of mistakes</h2>
<p>The page is computed by a suite that tests losses: ${laws.length} laws, and ${mistakes.length} wrong implementations that they catch. These are the mistakes that show in a few classes and rows, without options or cotangents of batches. Each is written as a good engineer might have written it, and is caught at the clearest input that was found. In the code, <code>right</code> is the same library without the mistake; <code>total</code> and <code>greatest</code> are the sum and the maximum of a list, <code>rowLosses</code> the losses of a batch row by row, and <code>reduced</code> their sum or mean.</p>
<form class="filter" data-live hidden role="search"><label for="filter">Find a mistake</label> <input id="filter" name="filter" type="search" autocomplete="off" spellcheck="false"> <output for="filter" aria-live="polite"></output></form>
${await galleryMarkup()}</section>
<p id="voice" class="unseen" role="status"></p>
</main>

<footer class="site"><p>This page is one file and asks nothing of the network. Its numbers are computed by losslaws, executable laws for classification losses.</p></footer>`
