let calls = 0
/** Answers with promises, and at the third call never lets go of the thread. */
export const softmax = async (logits: number[]): Promise<number[]> => {
  if (++calls > 2) for (;;) calls++
  return logits
}
