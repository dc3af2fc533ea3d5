import { suite } from '../suite.ts'

await suite('batch-options')
