import type { All } from './verdict.ts'

/** Which inputs were judged one by one: `all 65,280 inputs`, and of which form, if of one. */
export const allInWords = ({ inputs, form, isInDomain }: All): string =>
  [
    `all ${grouped(inputs)} inputs`,
    ...(isInDomain ? ['in the domain'] : []),
    ...(form === undefined ? [] : [form]),
  ].join(' ')

/** At how many of them a law is broken. */
export const failingInWords = (all: All): string =>
  `${all.failing ? grouped(all.failing) : 'none'} of ${allInWords(all)}`

/** A number with its thousands apart. */
export const grouped = (n: number): string => n.toLocaleString('en')
