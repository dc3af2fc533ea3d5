/** Somebody whose every word is markup, or means to write on a terminal. */
export const name = '<script>alert(1)</script>\u001b[2J | [x](http://example.org) @all'
export const version = `"><img src=x onerror='alert(2)'>`
export const softmax = (logits: number[]): number[] => logits.map(() => 1)
export const sigmoid = (x: number): number => {
  throw new RangeError(`</pre><script>${x}</script>\u0007 &amp; "quoted"`)
}
