export const format = { logits: 'bfloat16', arithmetic: 'binary32', results: 'binary32' }
export const domain = { logits: [-Infinity, 80] }
export const elementary = { ulp: 2 }
export const sigmoid = (x) => Math.fround(1 / (1 + Math.exp(-x)))
