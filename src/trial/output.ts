/**
 * Where reports are written, and whether it is a terminal, which is shown progress and colours, of
 * so many columns.
 */
export type Output = {
  readonly write: (text: string) => void
  readonly isTerminal: boolean
  readonly columns?: number
}

/** Whether escapes are obeyed, where there is a terminal: a dumb one would show them. */
export const obeysEscapes = (): boolean => process.env['TERM'] !== 'dumb'
