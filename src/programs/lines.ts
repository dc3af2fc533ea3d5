/**
 * Cuts what is read into lines, without their ends. A line longer than `most` bytes is reported,
 * and no other after it.
 */
export const lines = (
  most: number,
  on: { readonly line: (text: string) => void; readonly overlong: (length: number) => void },
) => {
  let rest: Buffer[] = []
  let length = 0
  let isOverlong = false
  const end = (size: number) => {
    isOverlong = true
    rest = []
    on.overlong(size)
  }
  return {
    read: (chunk: Buffer): void => {
      if (isOverlong) return
      const last = chunk.lastIndexOf(newline)
      if (last >= 0) {
        const whole = Buffer.concat([...rest, chunk.subarray(0, last)])
        rest = []
        length = 0
        for (const text of whole.toString('utf8').split('\n')) {
          if (text.length > most) return end(text.length)
          on.line(text)
        }
      }
      const left = chunk.subarray(last + 1)
      length += left.length
      if (length > most) end(length)
      else if (left.length > 0) rest.push(left)
    },
    /** What was read of a line that has not ended. */
    unfinished: (): string => Buffer.concat(rest).toString('utf8'),
  }
}
const newline = 0x0a
