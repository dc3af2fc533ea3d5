export * from '../contract/literal.ts'
