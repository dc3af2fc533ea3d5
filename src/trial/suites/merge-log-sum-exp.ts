// Written by `npm run kills`.
import { suite } from '../suite.ts'

await suite('merge-log-sum-exp')
