import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { mkdir, open, readdir, readFile, rename } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Instance } from '../instances/api.js'
import type { MailFolder } from './mail-folder.js'

/** Where the mails of the stack go: nobody gets any, each is a file. */
export interface Outbox {
  /** Settled with the path of the file once it is there, whole. */
  write(instance: Instance, mail: Buffer, date: Date): Promise<string>
  /** The paths of an instance's mails, the oldest first. */
  list(instance: Instance): Promise<string[]>
  /** One of them, by the last part of its path; undefined where there is none such. */
  read(instance: Instance, file: string): Promise<Buffer | undefined>
  /** All of an instance: gone when this returns. */
  remove(instance: Instance): void
}

/** The folder of one instance: a colon would be none of a name on every system. */
const folderName = ({ domain }: Instance): string => domain.replace(':', '_')

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT'

const orMissing = async <T>(answer: Promise<T>, missing: T): Promise<T> => {
  try {
    return await answer
  } catch (error) {
    if (isMissing(error)) return missing
    throw error
  }
}

/** Files that their owner alone may read. The folder is made with the first mail. */
export const openOutbox = (folder: MailFolder): Outbox => {
  const own = async (instance: Instance): Promise<string> => join(await folder.path(), folderName(instance))
  return {
    async write(instance, mail, date) {
      const below = await own(instance)
      await mkdir(below, { recursive: true, mode: 0o700 })
      const name = `${date.toISOString().replaceAll(':', '-')}-${randomBytes(4).toString('hex')}`
      const path = join(below, `${name}.eml`)
      const file = await open(join(below, `.${name}`), 'wx', 0o600)
      try {
        await file.writeFile(mail)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(join(below, `.${name}`), path)
      return path
    },
    async list(instance) {
      const below = await own(instance)
      const names = await orMissing(readdir(below), [])
      return names
        .filter(name => name.endsWith('.eml'))
        .sort()
        .map(name => join(below, name))
    },
    async read(instance, file) {
      if (basename(file) !== file || !file.endsWith('.eml')) return undefined
      return orMissing<Buffer | undefined>(readFile(join(await own(instance), file)), undefined)
    },
    remove: instance => {
      const made = folder.made()
      if (made !== undefined) rmSync(join(made, folderName(instance)), { recursive: true, force: true })
    }
  }
}
