export const softmax = (z: number[]): number[][] => [z]
export const sigmoid = (): string => 'one half'
