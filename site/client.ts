import { showFigures } from './live/figures.ts'
import { listenToGallery, showMistake } from './live/gallery.ts'
import { listenToGrips } from './live/grips.ts'
import { listenToGuesses, showGuesses } from './live/guesses.ts'
import { listenToControls } from './live/controls.ts'
import { listenToOwn } from './live/own.ts'
import { listenToScrubs, showSentences } from './live/sentences.ts'
import { store } from './live/store.ts'

/** Brings the page to life: what waits for a script is shown, and the address is followed. */
for (const it of document.querySelectorAll<HTMLElement>('[data-live]')) it.hidden = false
store.listen(showGuesses)
store.listen(showFigures)
store.listen(showSentences)
store.listen(showMistake)
listenToGrips()
listenToControls()
listenToGuesses()
listenToScrubs()
listenToGallery()
listenToOwn()
store.follow()
