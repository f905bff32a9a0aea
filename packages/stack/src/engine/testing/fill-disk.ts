import { readdir, rm, symlink } from 'node:fs/promises'
import { join } from 'node:path'

/** Bytes after which LevelDB begins another file of its log. */
export const LOG_SIZE = 4 << 20

/** The next files of the log of a database, as the system's own full disk; answers what makes room again. */
export const fillDisk = async (database: string): Promise<() => Promise<void>> => {
  const last = Math.max(...(await readdir(database)).map(name => Number(/\d+/.exec(name)?.[0] ?? 0)))
  const logs = Array.from({ length: 20 }, (_, i) =>
    join(database, `${String(last + 1 + i).padStart(6, '0')}.log`)
  )
  for (const log of logs) await symlink('/dev/full', log)
  return async () => {
    for (const log of logs) await rm(log, { force: true })
  }
}
