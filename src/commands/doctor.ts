import { limitsOf } from '../trial/connect.ts'
import { doctor } from '../trial/doctor.ts'
import { exitCodes } from '../trial/exit-codes.ts'
import { misuse } from '../contract/declaration.ts'
import { command, patience, patienceFrom } from './options.ts'

export default command({
  name: 'doctor',
  usage: `
  losslaws doctor <address>                check an address step by step, and say what to do next`,
  flags: patience,
  run: async ([address, ...others], values, output) => {
    if (address === undefined || others.length > 0)
      throw misuse(
        `expected one address, but received ${address === undefined ? 'none' : others.length + 1}`,
      )
    return (await doctor(address, limitsOf(patienceFrom(values)), output)) ?
        exitCodes.held
      : exitCodes.failed
  },
})
