// Its arguments are written over, and its results share one buffer.
const buffer = []
export default {
  softmax: (z) => {
    const greatest = Math.max(...z)
    z.forEach((x, i) => (z[i] = Math.exp(x - greatest)))
    const sum = z.reduce((a, b) => a + b)
    buffer.length = z.length
    z.forEach((x, i) => (buffer[i] = x / sum))
    return buffer
  },
}
