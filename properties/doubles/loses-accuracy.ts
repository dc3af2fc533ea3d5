/** A softplus that overflows nowhere and loses its tail, where 1 + e^-|x| rounds to 1. */
export const name = 'loses-accuracy'
export const softplus = (x: number): number => Math.max(x, 0) + Math.log(1 + Math.exp(-Math.abs(x)))
