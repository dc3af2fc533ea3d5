export const softmax = (z) => {
