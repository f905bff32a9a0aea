const REFUSALS: Readonly<Record<string, string>> = {
  ENOSPC: 'there is no room left on the disk. Make room',
  EDQUOT: 'the quota of this user on the disk is used up. Make room',
  EROFS: 'the disk is read-only. Make it writable, or start with another folder',
  EACCES: 'this user may not write to the folder of the data. Correct its permissions'
}

/** What the disk has refused, with what a person can do, without the paths in the system's own words. Else undefined. */
export const diskRefusal = (error: unknown): string | undefined => {
  const { code } = (error ?? {}) as NodeJS.ErrnoException
  return typeof code === 'string' && Object.hasOwn(REFUSALS, code) ? REFUSALS[code] : undefined
}
