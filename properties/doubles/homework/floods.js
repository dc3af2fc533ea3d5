import { writeSync } from 'node:fs'
for (;;) writeSync(3, ' '.repeat(2 ** 16))
