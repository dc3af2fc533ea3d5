import { operations, rowOf } from '../../src/contract/operations.ts'
import { inSeconds } from '../../src/contract/plain.ts'
import { scriptOf } from '../../src/programs/border/script.ts'
import { serve } from '../../src/programs/border/serve.ts'
import { html, type Markup } from '../../src/report/draw/markup.ts'
import { examples } from './examples.ts'
import { judgeOwn } from './judge.ts'
import { cards, sentenceOn } from './result.ts'
import { names } from './names.ts'
import { limits } from './started.ts'

/** Where a reader tests code of their own; without a script, one example with what is found. */
export const ownSection = async (): Promise<Markup> => {
  const [example = { title: '', code: '' }] = examples
  const outcomes = await judgeOwn(example.code, 1, () => {
    const answer = serve(scriptOf)
    // What it answers is what its orders ask for.
    return { order: (order) => answer(order) as Promise<never>, end: async () => {} }
  })
  if ('sentence' in outcomes) throw new Error(outcomes.sentence)
  return html`<section id="own" aria-labelledby="title-own"><h2 id="title-own" class="part">Test your own</h2>
<p>Paste a softmax or a loss in JavaScript, and the same laws test it here, in your browser. Your code runs in an engine of its own that has neither network nor files and cannot see this page. A call has ${inSeconds(limits.call)} and ${limits.memory / 2 ** 20} MiB of memory. Nothing that you paste leaves your computer.</p>
<p>Functions are found by name, exported or not: <code>softmax(z)</code> and <code>sigmoid(x)</code>, <code>crossEntropy(z, label)</code> and <code>binaryCrossEntropy(x, target)</code>, their gradients, and others. A row <code>z</code> is a list of scores.</p>
<details class="twin"><summary>All ${names.length} names</summary><dl class="rows names">${names.map(
    (name) =>
      html`<div><dt><code>${name}(${rowOf(name)
        .takes.map((kind) => short[kind] ?? kind)
        .join(
          ', ',
        )})</code></dt><dd>${operations[name].equation.replace(/^\w+\([^)]*\)_?\w? = /, '')}</dd></div>`,
  )}</dl></details>
<form data-live hidden><label class="choice" for="own-example"><span>Start from</span><select id="own-example" name="example">${examples.map(({ title }, i) => html`<option value="${i}">${title}</option>`)}</select></label>
<label for="own-code">Your code</label><textarea id="own-code" name="code" rows="9" spellcheck="false" autocomplete="off" autocapitalize="off">${example.code}</textarea>
<p class="go"><button class="main">Test</button> <button type="button" data-stop>Stop</button> <progress aria-label="Laws tested"></progress> <span data-now></span></p></form>
<noscript><pre><code>${example.code}</code></pre></noscript>
<div id="own-result"><p class="result">${sentenceOn(outcomes)}</p>${cards(outcomes)}</div>
<p class="note">On the command line, <code>losslaws verify my-softmax.js --seed 1</code> says the same. It also tests recorded cases, and recognises more mistakes.</p></section>`
}

/** Arguments as the page calls them. */
const short: Readonly<Record<string, string>> = { logits: 'z', logit: 'x', weights: 't' }
