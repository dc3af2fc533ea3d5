/**
 * Exit codes: no law is broken; one is, or accuracy was lost where that is asked for;
 * something could not be run; nothing was tested.
 */
export const exitCodes = { held: 0, broken: 1, failed: 2, untested: 4 } as const
