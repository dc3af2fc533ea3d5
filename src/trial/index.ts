/**
 * The side of Node and Vitest: implementations behind an address, and laws as tests.
 *
 * @module losslaws/vitest
 */
export { connect } from './connect.ts'
export { describeLaws } from './describe-laws.ts'
