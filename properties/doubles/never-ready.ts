/** Is never ready: what it awaits does not come. */
await new Promise(() => {})
export const softmax = (): number[] => []
