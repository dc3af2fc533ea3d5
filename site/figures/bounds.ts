/** The greatest probability that softmax gives to one of n scores in [0, 1]: e / (e + n - 1). */
export const cap = (n: number): number => Math.E / (Math.E + n - 1)

/** The least loss of such a head: -log of the cap. */
export const floor = (n: number): number => Math.log1p((n - 1) / Math.E)

/** The greatest loss of such a head: the label's score is 0, and all others are 1. */
export const ceiling = (n: number): number => Math.log1p((n - 1) * Math.E)
