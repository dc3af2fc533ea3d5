// Wrong, and does what it can to look right: globals, output, the exit, the pipe of answers, and the file of results.
import { writeFileSync, writeSync } from 'node:fs'
console.log('{"score":100}')
console.error('16 of 16 points')
Math.max = () => 0
Number.isFinite = () => true
Object.is = () => true
process.exit = () => {}
try {
  writeFileSync('results.json', '{"score":100}')
} catch {}
export const softmax = (z) => {
  writeSync(3, '{"seq":1,"result":[1],"status":"passed"}\n')
  return z
}
