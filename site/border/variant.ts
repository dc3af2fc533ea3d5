import { given } from '../../src/contract/given.ts'
import type {
  EmscriptenModuleLoader,
  QuickJSEmscriptenModule,
  QuickJSSyncVariant,
} from 'quickjs-emscripten-core'
import * as module from '@jitl/quickjs-wasmfile-release-sync/emscripten-module'
import { QuickJSFFI } from '@jitl/quickjs-wasmfile-release-sync/ffi'

let engine: ArrayBuffer | undefined
/** Sets the WebAssembly of the engine, which a page holds in itself. */
export const setEngine = (bytes: ArrayBuffer): void => void (engine = bytes)

/**
 * The engine of the border: stands in the worker for the package of QuickJS, which would fetch it.
 */
const variant: QuickJSSyncVariant = {
  type: 'sync',
  importFFI: async () => QuickJSFFI,
  importModuleLoader: async () => (options) =>
    // Its types are those of its CommonJS twin, whose default is one step further in.
    (module.default as unknown as EmscriptenModuleLoader<QuickJSEmscriptenModule>)({
      ...options,
      ...given({ wasmBinary: engine }),
      locateFile: () => '',
    }),
}
export default variant
