/** Promises an answer that never comes. */
export const softmax = (): Promise<number[]> => new Promise(() => {})
