import { posix } from 'node:path'
import type { FileEntry } from './entry.js'
import { fileKeyOf } from './file-key.js'
import { distinctName, fileNameOf } from './file-name.js'
import type { FilesSettings } from './options.js'
import { subPathOf } from './destination.js'

/** What is to be saved for an entry, and where. */
export interface PlannedFile {
  /** The folder of the entry below that of the run. */
  subPath: string
  /** Empty where the entry says none. */
  name: string
  /** What the file is known by; undefined where it is its path. */
  key: string | undefined
  /** The same for two entries of one file. */
  identity: string
}

/** Two entries that ask for the same address under the same name are the same file, whatever else they say. */
const addressOf = ({ fileurl, requestOptions }: FileEntry): string | undefined =>
  fileurl || requestOptions ? JSON.stringify([fileurl, requestOptions]) : undefined

/**
 * Says for each entry which file it is. Where files with different keys have the same name, the one with the smallest
 * key keeps it and the others get a mark: the same ones in each run, in whatever order they come.
 */
export const planFiles = (entries: readonly FileEntry[], settings: FilesSettings): PlannedFile[] => {
  const { fileIdAttributes, source } = settings
  const plans = entries.map(entry => {
    const name = fileNameOf(entry)
    const subPath = subPathOf(entry, settings)
    const path = posix.join('/', subPath, name)
    const key =
      fileIdAttributes && source.sourceAccountIdentifier ? fileKeyOf(entry, fileIdAttributes) : undefined
    return { name, subPath, path, key, address: addressOf(entry) }
  })
  const owners = new Map<string, (typeof plans)[number]>()
  for (const plan of [...plans].sort((a, b) => ((a.key ?? '') < (b.key ?? '') ? -1 : 1))) {
    if (!owners.has(plan.path)) owners.set(plan.path, plan)
  }
  return plans.map(({ name, subPath, path, key, address }) => {
    const owner = owners.get(path)
    const isOwn = key === owner?.key || (address !== undefined && address === owner?.address)
    if (isOwn) return { name, subPath, key: owner?.key, identity: path }
    return { name: distinctName(name, key ?? ''), subPath, key, identity: `${path}####${key}` }
  })
}
