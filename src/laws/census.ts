/** The regions that an input lies in, by its logits: number of classes, gap between the top two, offset, masks. */
export const regionsOf = (input: unknown): readonly string[] => {
  const rows = rowsOf(input)
  return rows.length === 0 ? [] : [...new Set(rows.flatMap(regionsOfRow))]
}

const regionsOfRow = (z: readonly number[]): string[] => {
  if (z.some(Number.isNaN)) return ['NaN']
  const finite = z.filter(Number.isFinite).toSorted((a, b) => b - a)
  const [first = -Infinity, second] = finite
  return [
    z.length === 0 ? 'no classes' : z.length === 1 ? 'one class' : z.length === 2 ? 'two classes' : z.length <= 12 ? '3 to 12 classes' : 'over 12 classes',
    ...(second === undefined ? [] : [gap(first - second)]),
    ...(Math.abs(first) >= 700 && finite.length > 0 ? ['offset of 700 or more'] : []),
    ...(z.includes(-Infinity) ? ['masked'] : []),
    ...(z.includes(Infinity) ? ['infinite logit'] : []),
  ]
}

const gap = (x: number): string =>
  x === 0 ? 'tie at the top' : x < 1e-3 ? 'gap under 0.001' : x < 20 ? 'gap 0.001 to 20' : x < 700 ? 'gap 20 to 700' : 'gap of 700 or more'

const isVector = (x: unknown): x is number[] => Array.isArray(x) && x.every((entry) => typeof entry === 'number')
const rowsOf = (input: unknown): readonly (readonly number[])[] => {
  const z = typeof input === 'object' && input !== null && 'logits' in input ? input.logits : input
  return isVector(z) ? [z] : Array.isArray(z) && z.every(isVector) ? z : []
}
