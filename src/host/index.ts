export { connect } from './connect.ts'
export { describeLaws } from './describe-laws.ts'
