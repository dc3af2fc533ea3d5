// Written by `npm run kills`.
import { suite } from '../suite.ts'

await suite('nll-loss')
