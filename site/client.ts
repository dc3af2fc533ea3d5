import { listenToGallery, showMistake } from './live/gallery.ts'
import { listenToLaboratory, showFigures } from './live/laboratory.ts'
import { listenToLessons } from './live/lessons.ts'
import { store } from './live/store.ts'

/** Brings the page to life: what waits for a script is shown, and the address is followed. */
for (const it of document.querySelectorAll<HTMLElement>('[data-live]')) it.hidden = false
store.listen(showFigures)
store.listen(showMistake)
listenToLaboratory()
listenToLessons()
listenToGallery()
store.follow()
