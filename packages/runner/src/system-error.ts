/**
 * The code of a system's error (`ENOENT`), undefined for anything else. Not by `instanceof`: an error of Node's own may
 * come from another realm.
 */
export const codeOf = (error: unknown): string | undefined => {
  const code = (error as { code?: unknown } | null | undefined)?.code
  return typeof code === 'string' ? code : undefined
}
