/**
 * The laws that each mistake breaks, as its card says: stands in the script for the file of this
 * name in `gallery`, which would bring all mistakes along.
 */
export const breaks: ReadonlyMap<string, readonly string[]> = new Map(
  [...document.querySelectorAll('#gallery .card')].map((card) => [
    card.id,
    [...card.querySelectorAll('[data-breaks] code')].flatMap((laws) => {
      const [family, names = ''] = laws.textContent.split('/')
      return names.split(', ').map((name) => `${family}/${name}`)
    }),
  ]),
)
