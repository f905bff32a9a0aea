import { resolve, sep } from 'node:path'
import { openStore, StoreError, type Store, type StoreOptions } from '@cozy-jobs/store'
import { StackError } from './errors.js'
import type { StackOptions } from './stack.js'

type Places = Pick<StackOptions, 'data' | 'files' | 'couchdb'>

const storeOf = ({ data = 'memory', files, couchdb }: Places): StoreOptions => {
  const folder = data === 'memory' ? undefined : data.folder
  const contents = files && { files }
  if (couchdb !== undefined) {
    return { kind: 'couchdb', url: couchdb, ...contents, ...(folder !== undefined && { folder }) }
  }
  return folder === undefined ? { kind: 'memory' } : { kind: 'disk', folder, ...contents }
}

/** The folder of which the store has said that another process has it, and which one. */
const lockedError = ({ data, files }: Places, { reason }: StoreError): StackError => {
  const [, owner] = /: (process \d+) has it\./.exec(reason) ?? []
  const by = owner === undefined ? {} : { owner }
  if (typeof files === 'object' && reason.includes(`${resolve(files.folder)}${sep}`)) {
    return new StackError('files_locked', { folder: files.folder, ...by })
  }
  return new StackError('data_locked', { folder: typeof data === 'object' ? data.folder : '', ...by })
}

/** Opens the data of a stack. Throws `StackError` where another process has them, or CouchDB does not answer. */
export const openData = async (places: Places): Promise<Store> => {
  try {
    return await openStore(storeOf(places))
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    if (error.code === 'locked') throw lockedError(places, error)
    if (error.code === 'unavailable') throw new StackError('data_unavailable', { reason: error.reason })
    throw error
  }
}
