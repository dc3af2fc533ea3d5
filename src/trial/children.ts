import type { ChildProcess } from 'node:child_process'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'

/** The processes that this one starts from now on, such as those in which a host judges. */
export const childrenFromNow = () => {
  const children: ChildProcess[] = []
  const hear = (message: unknown): void => {
    children.push((message as { readonly process: ChildProcess }).process)
  }
  subscribe('child_process', hear)
  return {
    /** Ends them at once, whatever they do. */
    endAll: (): void => {
      for (const child of children) child.kill('SIGKILL')
    },
    release: (): void => {
      unsubscribe('child_process', hear)
    },
  }
}
