import { exitCodes } from '../trial/exit-codes.ts'
import { misuse } from '../contract/declaration.ts'
import { digitsNeeded, whatis, type Match } from '../learning/explain/whatis.ts'
import { command, wholeNumber } from './options.ts'

export default command({
  name: 'whatis',
  usage: `
  losslaws whatis <number>                 name the closed forms that have the digits of a loss or probability
    --classes <n>       for n classes (otherwise for 2 to 1000)`,
  flags: { classes: { type: 'string' } },
  run: ([text = '', ...others], { classes }, { write }) => {
    const n = classes === undefined ? undefined : wholeNumber('--classes', classes, 2)
    const matches = whatis(text.trim(), n)
    if (matches === undefined || others.length > 0)
      throw misuse(
        `expected a number, but received ${[text, ...others].join(' ').trim() || 'none'}`,
      )
    if (matches.length === 0) {
      write(
        `${text.trim()} is no closed form that is known here, ${n === undefined ? 'for 2 to 1000 classes' : `for ${n} classes`}\n`,
      )
      return exitCodes.untested
    }
    if (matches.length > most) {
      const digits = digitsNeeded(matches, most)
      write(
        `${text.trim()} has too few digits: ${matches.length} closed forms show them. Give ${digits === undefined ? 'more digits' : `${digits} digits or more`}${n === undefined ? ', or --classes' : ''}.\n`,
      )
      return exitCodes.untested
    }
    for (const match of matches) write(told(text.trim(), match))
    return exitCodes.held
  },
})
const most = 8

const told = (text: string, { form, classes, value, isNegated }: Match): string => {
  const lost = isNegated ? '; the minus sign of the loss is lost' : ''
  const laws = [...(isNegated ? ['cross-entropy/non-negative'] : []), ...form.laws].join(',')
  return `${text} is ${isNegated ? 'minus ' : ''}${form.name}${classes === undefined ? '' : `, N = ${classes}`}: ${Number((isNegated ? -value : value).toPrecision(9))}
  what    ${form.meaning}
  cause   ${form.cause}${lost}
  check   losslaws verify <address> --laws ${laws}
`
}
