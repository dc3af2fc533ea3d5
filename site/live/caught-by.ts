/**
 * The laws that catch each mistake, as its card says: stands in the script for the table of this
 * name in `src/mistakes`, which would travel twice.
 */
export const caughtBy: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  [...document.querySelectorAll('#gallery .card')].map((card) => [
    card.id,
    [...card.querySelectorAll('[data-breaks] code')].map((law) => law.textContent ?? ''),
  ]),
)
