import { StoreError } from '@cozy-jobs/store'
import type { Instance } from '../instances/api.js'
import { AVATAR } from '../settings/avatar/avatar.js'
import { FILES } from './tree.js'
import { allVersions, removeVersion, VERSIONS, type Version } from './versions.js'

/** Those of the contents that documents of a doctype refer to. */
const referredTo = async (
  { documents }: Instance,
  doctype: string,
  contents: readonly string[]
): Promise<string[]> => {
  try {
    const { docs } = await documents.find(doctype, {
      selector: { internal_vfs_id: { $in: contents } },
      fields: ['internal_vfs_id'],
      // A file and a version of it may have the same one; more have not.
      limit: 2 * contents.length
    })
    return docs.map(doc => String(doc.internal_vfs_id))
  } catch (error) {
    if (error instanceof StoreError && error.code === 'not_found') return []
    throw error
  }
}

/** Versions whose file is gone go too; one whose content is its file's own again is none any more. */
const mendVersions = async (instance: Instance, versions: readonly Version[]): Promise<void> => {
  const fileOf = ({ _id }: Version): string => _id.slice(0, _id.indexOf('/'))
  const keys = [...new Set(versions.map(fileOf))]
  const { rows } = await instance.documents.list(FILES, { keys, include_docs: true })
  const files = new Map(rows.flatMap(({ doc }) => (doc ? [[doc._id, doc] as const] : [])))
  for (const version of versions) {
    const file = files.get(fileOf(version))
    if (!file) await removeVersion(instance, version)
    else if (file.internal_vfs_id === version.internal_vfs_id) {
      await instance.documents.remove(VERSIONS, version._id, version._rev)
    }
  }
}

/**
 * Clears up what a crash has left between a content and its documents: a content that none refers to goes, one that has
 * its document stays. To be called before anybody else writes. It reads documents only where something is in doubt.
 */
export const settleContents = async (instance: Instance): Promise<void> => {
  const contents = await instance.files.inDoubt()
  if (contents.length === 0) return
  for await (const versions of allVersions(instance)) await mendVersions(instance, versions)
  const referred = new Set([
    ...(await referredTo(instance, FILES, contents)),
    ...(await referredTo(instance, VERSIONS, contents))
  ])
  for (const content of contents) {
    // No document refers to an avatar: it is there as a whole, or not at all.
    if (referred.has(content) || content === AVATAR) await instance.files.settle(content)
    else await instance.files.remove(content)
  }
}
