import { given } from '../../contract/given.ts'
import { closedForms, type ClosedForm } from './closed-forms.ts'

/**
 * A closed form that shows the digits that were seen, at so many classes where it depends on them.
 */
export type Match = {
  readonly form: ClosedForm
  readonly classes?: number
  readonly value: number
  readonly isNegated: boolean
}

/**
 * The closed forms whose digits, rounded or cut off, are those of the text; all of them, since a
 * number with few digits has several causes. Of N classes, or of every N from 2 to 1000, the fewest
 * first. A negative number is looked up as the loss that has lost its sign. Undefined where the
 * text is no number.
 */
export const whatis = (text: string, classes?: number): readonly Match[] | undefined => {
  const seen = seenIn(text)
  if (seen === undefined) return undefined
  const counts = classes === undefined ? Array.from({ length: 999 }, (_, i) => i + 2) : [classes]
  const isNegated = seen.value < 0
  const matches = closedForms.flatMap((form) =>
    (form.perClasses ? counts : [undefined]).flatMap((n): Match[] => {
      const value = form.value(n ?? 0)
      return isShownAs(value, Math.abs(seen.value), seen.unit) ?
          [{ form, value, isNegated, ...given({ classes: n }) }]
        : []
    }),
  )
  return matches.toSorted((a, b) => (a.classes ?? 0) - (b.classes ?? 0))
}

/**
 * How many significant digits tell the closed forms apart, so that no more than so many show the
 * same ones. Undefined where more of them than that have the very same value.
 */
export const digitsNeeded = (matches: readonly Match[], most: number): number | undefined =>
  Array.from({ length: 15 }, (_, i) => i + 1).find((digits) =>
    matches.every(({ value }) => {
      const shown = Number(value.toPrecision(digits))
      const unit = 10 ** (Math.floor(Math.log10(shown)) + 1 - digits)
      return matches.filter((other) => isShownAs(other.value, shown, unit)).length <= most
    }),
  )

/** The number and the unit of its last digit. */
const seenIn = (text: string): { readonly value: number; readonly unit: number } | undefined => {
  if (/^[+-]?(nan|inf|infinity)$/i.test(text))
    return {
      value:
        /nan/i.test(text) ? NaN
        : text.startsWith('-') ? -Infinity
        : Infinity,
      unit: 0,
    }
  const [whole, , decimals = '', exponent = '0'] =
    /^[+-]?(\d+\.?|\d*\.(\d+))(?:e([+-]?\d+))?$/i.exec(text) ?? []
  return whole === undefined || !Number.isFinite(Number(text)) ?
      undefined
    : { value: Number(text), unit: 10 ** (Number(exponent) - decimals.length) }
}

/** Whether a value, rounded or cut off to the unit, is what was seen. */
const isShownAs = (value: number, seen: number, unit: number): boolean =>
  Object.is(value, seen)
  || (seen !== 0
    && [Math.round, Math.floor].some((cut) => Math.abs(cut(value / unit) - seen / unit) < 1e-3))
