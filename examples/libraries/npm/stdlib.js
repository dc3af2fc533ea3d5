import { createRequire } from 'node:module'
import expit from '@stdlib/math-base-special-expit'
import log1pexp from '@stdlib/math-base-special-log1pexp'

/**
 * stdlib: expit is the sigmoid, and log1pexp the softplus, in the four branches of Maechler (2012).
 */
export const name = '@stdlib'
export const { version } = createRequire(import.meta.url)(
  '@stdlib/math-base-special-expit/package.json',
)
export const sigmoid = (x) => expit(x)
export const softplus = (x) => log1pexp(x)
export const reproduce = {
  language: 'javascript',
  calls: {
    sigmoid: `import expit from '@stdlib/math-base-special-expit'\nexpit({logit})`,
    softplus: `import log1pexp from '@stdlib/math-base-special-log1pexp'\nlog1pexp({logit})`,
  },
}
