import { writeSync } from 'node:fs'
for (;;) writeSync(1, ' '.repeat(2 ** 16))
