import { suite } from '../suite.ts'

await suite('cross-entropy')
