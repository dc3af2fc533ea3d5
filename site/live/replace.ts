import type { Markup } from '../../src/report/draw/markup.ts'

/** Sets new content, and leaves the reader's focus where it was: on what has the same name there. */
export const replace = (place: HTMLElement, { html }: Markup): void => {
  const focused = place.contains(document.activeElement) ? document.activeElement : null
  const key = focused instanceof Element ? keyOf(focused) : undefined
  place.innerHTML = html
  if (key !== undefined) queueMicrotask(() => refocus(place, key))
}

const keyOf = (it: Element): string | undefined => {
  const name = ['data-grip', 'data-scrub'].find((name) => it.hasAttribute(name))
  return name && `[${name}="${it.getAttribute(name)}"]`
}

const refocus = (place: HTMLElement, key: string): void => {
  const it = place.querySelector<HTMLElement | SVGElement>(key)
  it?.focus({ preventScroll: true })
}
