/**
 * Cuts what is read into lines, without their ends. A line longer than `most` bytes is reported as
 * soon as it is; and as cut when it ends, of which the beginning and the end are kept.
 */
export const lines = (
  most: number,
  on: {
    readonly line: (text: string) => void
    readonly overlong: () => void
    readonly cut: (text: string) => void
  },
) => {
  let rest: Buffer[] = []
  let length = 0
  /** The beginning of a line that is too long, and the last of it so far. */
  let long: { readonly head: Buffer; readonly tail: Buffer } | undefined
  const kept = () =>
    long === undefined ? '' : `${long.head.toString('utf8')} … ${long.tail.toString('utf8')}`
  const add = (part: Buffer): void => {
    length += part.length
    if (long === undefined && length <= most) return void rest.push(part)
    if (long === undefined) on.overlong()
    const tail = [...(long === undefined ? rest : [long.tail]), part]
    const joined = Buffer.concat(tail)
    long = {
      head: long?.head ?? joined.subarray(0, ends),
      tail: Buffer.from(joined.subarray(-ends)),
    }
    rest = []
  }
  const end = (): void => {
    const [text, isCut] = long === undefined ? [unfinished(), false] : [kept(), true]
    rest = []
    length = 0
    long = undefined
    if (isCut) on.cut(text)
    else on.line(text)
  }
  const unfinished = (): string => Buffer.concat(rest).toString('utf8')
  return {
    read: (chunk: Buffer): void => {
      let begun = 0
      for (let at = chunk.indexOf(newline); at >= 0; at = chunk.indexOf(newline, begun)) {
        add(chunk.subarray(begun, at))
        end()
        begun = at + 1
      }
      if (begun < chunk.length) add(chunk.subarray(begun))
    },
    /** What was read of a line that has not ended. */
    unfinished: (): string => (long === undefined ? unfinished() : kept()),
  }
}
const newline = 0x0a
/** How much is kept of either end of a line that is too long, in bytes. */
const ends = 4096
