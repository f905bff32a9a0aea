import { randomBytes } from 'node:crypto'
import { mkdir, readFile, readdir, rename, rm, rmdir, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { MARKER } from './export-format.js'
import { DATA_ERRORS } from './errors.js'

type There = 'nothing' | 'empty' | 'export'

const reason = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? String(error)

const isMarker = async (folder: string): Promise<boolean> => {
  try {
    return (
      typeof (JSON.parse(await readFile(join(folder, MARKER), 'utf8')) as { format?: unknown }).format ===
      'number'
    )
  } catch {
    return false
  }
}

/** Throws where something is there that is no export. */
const lookAt = async (folder: string): Promise<There> => {
  const found = await stat(folder).catch(() => undefined)
  if (!found) return 'nothing'
  if (!found.isDirectory()) throw DATA_ERRORS.notAFolder(folder)
  if (await isMarker(folder)) return 'export'
  if ((await readdir(folder)).length > 0) throw DATA_ERRORS.notOurs(folder)
  return 'empty'
}

const take = async (aside: string, folder: string): Promise<void> => {
  // Once more: something may have come there meanwhile.
  const there = await lookAt(folder)
  const old = `${aside}.old`
  if (there === 'empty') await rmdir(folder)
  if (there === 'export') await rename(folder, old)
  try {
    await rename(aside, folder)
  } catch (error) {
    if (there === 'export') await rename(old, folder)
    throw error
  }
  await rm(old, { recursive: true, force: true })
}

/**
 * Lets `write` fill a folder aside, which then takes the place of `folder`: it is there whole or as it was before. A
 * folder that is there and no export is refused before anything is written.
 */
export const replaceFolder = async <T>(folder: string, write: (aside: string) => Promise<T>): Promise<T> => {
  await lookAt(folder)
  const aside = join(dirname(folder), `.${basename(folder)}.${randomBytes(6).toString('hex')}`)
  try {
    await mkdir(dirname(folder), { recursive: true })
    await mkdir(aside, { mode: 0o700 })
  } catch (error) {
    throw DATA_ERRORS.unwritable(folder, reason(error))
  }
  try {
    const result = await write(aside)
    await take(aside, folder)
    return result
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error
    throw DATA_ERRORS.unwritable(folder, reason(error))
  } finally {
    await rm(aside, { recursive: true, force: true })
  }
}
