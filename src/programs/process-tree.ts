import { readdirSync, readFileSync } from 'node:fs'

/**
 * The processes that a program has started, itself included: its session, and whoever bears its
 * mark in the environment. One that has left both behind is not found.
 */
export const membersOf = (leader: number, mark: string): number[] =>
  pids().filter((pid) => sessionOf(pid) === leader || bears(pid, mark))

/** The resident memory of a session, in bytes; 0 where /proc does not tell. */
export const memoryOf = (leader: number): number =>
  pids().reduce(
    (sum, pid) =>
      sum
      + (sessionOf(pid) === leader ? pageSize * Number(read(pid, 'statm').split(' ')[1] ?? 0) : 0),
    0,
  )

/**
 * How long a session has computed, in seconds of a processor, or undefined where /proc does not
 * tell.
 */
export const secondsOf = (leader: number): number | undefined => {
  const members = pids()
    .map(statOf)
    .filter((stat) => Number(stat[3]) === leader)
  return members.length === 0 ?
      undefined
    : members.reduce((sum, stat) => sum + Number(stat[11]) + Number(stat[12]), 0) / ticksPerSecond
}

/**
 * Ends a program with all that it has started, at once. Whoever is forked meanwhile is found in the
 * second round.
 */
export const endTree = (leader: number, mark: string): void => {
  for (let round = 0; round < 2; round++) {
    end(-leader)
    for (const pid of membersOf(leader, mark)) if (pid !== process.pid) end(pid)
  }
}

const end = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended, which is what was wanted.
  }
}

const pids = (): number[] => {
  try {
    return readdirSync('/proc').map(Number).filter(Number.isInteger)
  } catch {
    return []
  }
}

/** The fields of stat after the second, which is a name in parentheses and may hold anything. */
const statOf = (pid: number): string[] => read(pid, 'stat').split(') ').at(-1)?.split(' ') ?? []
const sessionOf = (pid: number): number => Number(statOf(pid)[3])
const bears = (pid: number, mark: string): boolean => read(pid, 'environ').includes(mark)
const read = (pid: number, file: string): string => {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1')
  } catch {
    return ''
  }
}
const [pageSize, ticksPerSecond] = [4096, 100]
