export { softplus } from './loses-accuracy.ts'
/** A sigmoid whose exponent has the wrong sign, beside a softplus that loses its tail. */
export const name = 'loses-accuracy-and-breaks'
export const sigmoid = (x: number): number => 1 / (1 + Math.exp(x))
