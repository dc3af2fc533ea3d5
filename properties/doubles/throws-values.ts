/** Throws what is no error. */
export const softmax = (): never => {
  throw undefined
}
export const sigmoid = (): never => {
  throw Object.create(null)
}
export const softplus = async (): Promise<never> => {
  throw { code: 3 }
}
