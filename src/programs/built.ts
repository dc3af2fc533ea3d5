/** What was built from a source, by its path among these: a thread or a process of Node reads JavaScript. */
export const built = (path: string): URL =>
  new URL((import.meta.url.endsWith('.ts') ? '../../dist/' : '../') + path, import.meta.url)
