import type { CozyFile } from '../cozy/api.js'
import type { FilesContext } from './context.js'
import { isOwnFile, type FilesSettings } from './options.js'

/** The files that are in the Cozy already. */
export interface KnownFiles {
  /** A file of the account by what it is known by, wherever it has been moved to. */
  byKey(key: string): Promise<CozyFile | undefined>
  byName(folder: CozyFile, name: string): Promise<CozyFile | undefined>
  /** Puts a file that was saved, or is as it is now, in the place of what was known. */
  keep(file: CozyFile): void
  forget(file: CozyFile): void
}

const keyIn = ({ metadata }: CozyFile): string | undefined => {
  const key = metadata?.['fileIdAttributes']
  return typeof key === 'string' ? key : undefined
}

const IDENTIFIER = 'cozyMetadata.sourceAccountIdentifier'
const KEY = 'metadata.fileIdAttributes'

/** One query for all files of the account, one for each folder: not one for each entry. */
export const openKnownFiles = (
  { stack: { files }, manifest, log }: FilesContext,
  { source: { sourceAccountIdentifier } }: FilesSettings
): KnownFiles => {
  let keys: Promise<Map<string, CozyFile>> | undefined
  const folders = new Map<string, Promise<Map<string, CozyFile>>>()

  const readKeys = async (): Promise<Map<string, CozyFile>> => {
    const byKey = new Map<string, CozyFile>()
    if (!sourceAccountIdentifier) return byKey
    const found = await files.find({
      selector: { [IDENTIFIER]: sourceAccountIdentifier, [KEY]: { $gt: null }, trashed: false },
      index: [IDENTIFIER, KEY]
    })
    for (const file of found) {
      const key = keyIn(file)
      if (key === undefined || !isOwnFile(file, manifest.slug)) continue
      if (byKey.has(key)) log.warn(`Found more than one file corresponding to ${key}`)
      else byKey.set(key, file)
    }
    return byKey
  }
  const readFolder = async (folder: CozyFile): Promise<Map<string, CozyFile>> =>
    new Map((await files.list(folder._id)).map(file => [file.name, file]))
  const inFolder = (folder: CozyFile): Promise<Map<string, CozyFile>> => {
    const read = folders.get(folder._id) ?? readFolder(folder)
    folders.set(folder._id, read)
    return read
  }
  const change = async (change: (map: Map<string, CozyFile>) => void, ...maps: (typeof keys)[]) => {
    for (const map of maps) if (map) change(await map)
  }

  return {
    byKey: async key => (await (keys ??= readKeys())).get(key),
    byName: async (folder, name) => (await inFolder(folder)).get(name),
    keep(file) {
      const key = keyIn(file)
      void change(map => map.set(file.name, file), folders.get(file.dir_id))
      if (key !== undefined) void change(map => map.set(key, file), keys)
    },
    forget(file) {
      const drop = (map: Map<string, CozyFile>): void => {
        for (const [name, { _id }] of map) if (_id === file._id) map.delete(name)
      }
      void change(drop, keys, ...folders.values())
    }
  }
}
