import { suite } from '../suite.ts'

await suite('soft-cross-entropy')
