import engine from '../../src/commands/engine.ts'

process.stdout.on('error', () => process.exit(2))
process.exitCode = await engine.run([], {}, { write: () => {}, isTerminal: false, columns: 80 })
