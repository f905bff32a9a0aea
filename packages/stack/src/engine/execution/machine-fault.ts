/** What this machine refuses now and may grant later, by the codes of its system. */
const FAULTS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full. Make room on it, above all where temporary files are',
  EDQUOT: 'the disk quota of this user is used up. Make room',
  EROFS: 'the disk can only be read. Look at its state',
  EMFILE: 'too many files are open. Raise the limit of open files (ulimit -n)',
  ENFILE: 'too many files are open on this machine. End other programs'
}

/** Why a job could not be run for a fault of the machine, in words for a person; undefined for anything else. */
export const machineFault = (error: unknown): string | undefined => {
  const code = (error as { code?: unknown } | null)?.code
  const why = typeof code === 'string' && Object.hasOwn(FAULTS, code) ? FAULTS[code] : undefined
  return why && `Failed to run the job: ${why}.`
}
