import variant from '@jitl/quickjs-wasmfile-release-sync'
import {
  newQuickJSWASMModuleFromVariant,
  newVariant,
  type QuickJSContext,
  type QuickJSHandle,
  type QuickJSRuntime,
  type QuickJSSyncVariant,
} from 'quickjs-emscripten-core'
import { guest } from './guest.ts'
import type { EngineLimits } from './limits.ts'
import { resolved } from './source.ts'

/** What an engine runs a homework in, with the functions of `guest` that were there before it. */
export type Realm = {
  readonly runtime: QuickJSRuntime
  readonly context: QuickJSContext
  /** Whether it has taken all the memory there is, at least once. */
  readonly isFull: () => boolean
  readonly declare: QuickJSHandle
  readonly ask: QuickJSHandle
  readonly tell: QuickJSHandle
  readonly words: QuickJSHandle
}

/** A realm in an engine of its own, in which modules are the files of a homework, as scripts. */
export const realmFor = async (
  scriptAt: (path: string) => string,
  limits: EngineLimits,
): Promise<Realm> => {
  // The engine counts what it takes, and not how much that is: its memory itself ends here.
  const pages = Math.floor(limits.memory / bytesPerPage)
  const maximum = Math.min(Math.max(pages, leastPages), mostPages)
  const wasmMemory = new WebAssembly.Memory({ initial: leastPages, maximum })
  const module = await newQuickJSWASMModuleFromVariant(
    // Its types are those of its CommonJS twin, whose default is one step further in.
    newVariant(variant as unknown as QuickJSSyncVariant, { wasmMemory } as object),
  )
  const runtime = module.newRuntime()
  runtime.setMaxStackSize(stack)
  runtime.setModuleLoader((path) => {
    try {
      return scriptAt(path)
    } catch (error) {
      return { error: error as Error }
    }
  }, resolved)
  const context = runtime.newContext()
  const isFull = (): boolean => wasmMemory.buffer.byteLength > 0.9 * maximum * bytesPerPage
  return { runtime, context, isFull, ...guestIn(context) }
}

const guestIn = (context: QuickJSContext) => {
  const own = context.unwrapResult(context.evalCode(guest, 'losslaws'))
  const [declare, ask, tell, words] = ['declare', 'call', 'tell', 'words'].map((name) =>
    context.getProp(own, name),
  ) as [QuickJSHandle, QuickJSHandle, QuickJSHandle, QuickJSHandle]
  return { declare, ask, tell, words }
}

/** What Node and browsers have in common, which the types of neither are needed for. */
declare const WebAssembly: {
  readonly Memory: new (pages: { readonly initial: number; readonly maximum: number }) => {
    readonly buffer: ArrayBuffer
  }
}
/** The memory of WebAssembly, of which the engine needs so much to begin, and 2 GiB at most. */
const [bytesPerPage, leastPages, mostPages] = [2 ** 16, 256, 2 ** 15]
/** How deep calls may be nested in the engine, in bytes of its stack. */
const stack = 2 ** 18
