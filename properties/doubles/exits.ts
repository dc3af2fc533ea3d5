/** Ends the process when it is called. */
export const softmax = (): never => process.exit(0)
