import { doctor } from '../host/doctor.ts'
import { exitCodes } from '../host/trial.ts'
import { misuse } from '../implementation/module.ts'
import { command } from './command.ts'
import { patience, patienceFrom } from './options.ts'

export default command({
  name: 'doctor',
  usage: `
  losslaws doctor <address>                tell step by step what works, and what to do next`,
  flags: patience,
  run: async ([address, ...others], values, output) => {
    if (address === undefined || others.length > 0) throw misuse(`expected one address, but received ${address === undefined ? 'none' : others.length + 1}`)
    const { timeLimit, programs } = patienceFrom(values)
    return await doctor(address, { ...programs, ...(timeLimit === undefined ? {} : { call: timeLimit }) }, output) ? exitCodes.held : exitCodes.failed
  },
})
