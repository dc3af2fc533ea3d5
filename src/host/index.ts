export { describeLaws } from './describe-laws.ts'
