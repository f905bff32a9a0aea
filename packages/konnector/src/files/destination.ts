import { posix } from 'node:path'
import type { CozyFile, Reference } from '../cozy/api.js'
import { StackError } from '../errors/stack-error.js'
import type { FilesContext } from './context.js'
import type { FileEntry } from './entry.js'
import { sanitizeFileName } from './file-name.js'
import type { FilesSettings } from './options.js'

const CONTRACTS = 'io.cozy.accounts.contracts'

const contractOf = (entry: FileEntry, settings: FilesSettings): FileEntry['contract'] =>
  ({
    id: entry.contract?.id ?? settings.contract?.id,
    name: entry.contract?.name ?? settings.contract?.name
  }) as FileEntry['contract']

/** Where an entry's file goes below the folder of the run; empty for the folder itself. */
export const subPathOf = (entry: FileEntry, settings: FilesSettings): string => {
  const contract = contractOf(entry, settings)?.name
  if (contract) return sanitizeFileName(contract)
  return posix.join('/', entry.subPath || settings.subPath || '').slice(1)
}

/** Finds and makes the folders that files go to, each once. */
export type Destinations = (entry: FileEntry, subPath: string) => Promise<CozyFile>

/**
 * The folders of one call. Each says which konnector, which account and which contract it is for; a contract's folder
 * is found by that when its owner has renamed it.
 */
export const openDestinations = (context: FilesContext, settings: FilesSettings): Destinations => {
  const { stack, manifest, log } = context
  const { files } = stack
  const known = new Map<string, Promise<CozyFile>>()

  const ofContract = async (id: string): Promise<CozyFile | undefined> => {
    const folders = await files.referencedBy({ doctype: CONTRACTS, id }).catch((error: unknown) => {
      if (StackError.is(error, 'forbidden', 'not_found')) return []
      throw error
    })
    const { sourceAccountIdentifier } = settings.source
    return folders.find(
      ({ type, path = '', referenced_by = [] }) =>
        type === 'directory' &&
        !path.startsWith('/.cozy_trash') &&
        referenced_by.some(ref => ref.id === sourceAccountIdentifier)
    )
  }

  const refer = async (folder: CozyFile, contract: string | undefined): Promise<void> => {
    const { sourceAccountIdentifier } = settings.source
    if (folder.path === '/') return
    const wanted: Reference[] = []
    if (manifest.slug) {
      wanted.push({ doctype: 'io.cozy.konnectors', id: `io.cozy.konnectors/${manifest.slug}` })
    }
    if (sourceAccountIdentifier) {
      wanted.push({ doctype: 'io.cozy.accounts.sourceAccountIdentifier', id: sourceAccountIdentifier })
    }
    if (contract) wanted.push({ doctype: CONTRACTS, id: contract })
    const present = folder.referenced_by ?? []
    const missing = wanted.filter(
      ({ doctype, id }) => !present.some(ref => ref.type === doctype && ref.id === id)
    )
    if (missing.length > 0) await files.addReferences(folder._id, missing)
  }

  const open = async (subPath: string, contract: string | undefined): Promise<CozyFile> => {
    const path = posix.join('/', settings.folderPath, subPath)
    const found = contract && subPath ? await ofContract(contract) : undefined
    const folder = found ?? (await files.mkdirp(path))
    await refer(folder, subPath ? contract : undefined).catch((error: unknown) => {
      // The files are what matters.
      log.debug(error)
    })
    return { ...folder, path: folder.path ?? path }
  }

  return (entry, subPath) => {
    const contract = contractOf(entry, settings)?.id
    const key = JSON.stringify([subPath, contract])
    const folder = known.get(key) ?? open(subPath, contract)
    known.set(key, folder)
    folder.catch(() => known.delete(key))
    return folder
  }
}
