/** Whether a label is the index of one of so many classes: an integer, of which -0 is 0. */
export const isClass = (label: number, classes: number): boolean =>
  Number.isInteger(label) && label >= 0 && label < classes

/**
 * Whether the integers of 32 bits hold a label, the narrowest type that labels are commonly kept in:
 * what they do not hold can be refused before it is compared with any class.
 */
export const isLabelTyped = (label: number): boolean => (label | 0) === label
