/** The fields that are there: what is undefined is left out, so that a spread adds no such field. */
export const given = <T extends object>(fields: T): Given<T> =>
  // Only fields that are undefined are missing, which the type says.
  Object.fromEntries(Object.entries(fields).filter(([, x]) => x !== undefined)) as Given<T>

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> }
