import { pathToFileURL } from 'node:url'

/** The module in a file, as Node imports it: Vite takes a # or a ? in its name for the end of it. */
export const importedByNode = (file: string): Promise<object> =>
  import(pathToFileURL(file).href) as Promise<object>
