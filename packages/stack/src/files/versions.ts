import { StoreError, type Document, type Draft, type ListOptions } from '@cozy-jobs/store'
import { DEFAULT_CONFIG, type VersioningConfig } from '../config.js'
import type { Instance } from '../instances/api.js'
import type { Resource } from '../server/json-api.js'
import { FILE_ERRORS } from './errors.js'
import type { StoredFile } from './file-document.js'
import { isStored, releaseContent } from './release-content.js'
import { FILES } from './tree.js'

export const VERSIONS = 'io.cozy.files.versions'

/** A content that a file had before. Its id is the file's and, behind a slash, the revision of then. */
export interface Version extends Document, Kept {}

/** What is kept of a content. */
interface Kept {
  updated_at: string
  size: string
  md5sum: string
  tags: string[] | null
  metadata?: Record<string, unknown>
  cozyMetadata: { createdAt: string; [field: string]: unknown }
  /** Which content of the file store is its own; never shown. */
  internal_vfs_id: string
}

/** As many are read at once. */
const BATCH = 1000

const list = async ({ documents }: Instance, range: ListOptions): Promise<Version[]> => {
  try {
    const { rows } = await documents.list(VERSIONS, { ...range, include_docs: true })
    return rows.flatMap(({ doc }) => (doc ? [doc as Version] : []))
  } catch (error) {
    if (error instanceof StoreError && error.code === 'not_found') return []
    throw error
  }
}

/** The versions of all files, a batch at a time. */
export async function* allVersions(instance: Instance): AsyncGenerator<Version[]> {
  let startkey = ''
  for (;;) {
    const batch = await list(instance, { startkey, limit: BATCH })
    yield batch.filter(({ _id }) => !_id.startsWith('_design/'))
    if (batch.length < BATCH) return
    startkey = `${batch.at(-1)?._id}\0`
  }
}

/** The versions of a file, in order of their ids. */
export const versionsOf = (instance: Instance, fileId: string): Promise<Version[]> =>
  list(instance, { startkey: `${fileId}/`, endkey: `${fileId}0`, inclusive_end: false })

/** Throws 404 where the file has no version of this id. */
export const findVersion = async (
  { documents }: Instance,
  fileId: string,
  versionId: string
): Promise<Version> => {
  try {
    return (await documents.get(VERSIONS, `${fileId}/${versionId}`)) as Version
  } catch (error) {
    // The real stack hands CouchDB's words on.
    if (error instanceof StoreError && error.code === 'not_found') {
      throw FILE_ERRORS.versionMissing(error.reason === 'deleted' ? 'deleted' : 'missing')
    }
    throw error
  }
}

/** What a file is before it gets other content. */
export const versionOf = (file: StoredFile, now: Date): Draft & Kept => {
  const date = now.toISOString()
  const { uploadedAt = file.updated_at, uploadedBy, uploadedOn } = file.cozyMetadata ?? {}
  return {
    _id: `${file._id}/${file._rev}`,
    updated_at: file.updated_at,
    size: file.size,
    md5sum: file.md5sum,
    tags: file.tags ?? null,
    ...(file.metadata ? { metadata: file.metadata as Record<string, unknown> } : {}),
    cozyMetadata: {
      doctypeVersion: '1',
      metadataVersion: 1,
      createdAt: date,
      updatedAt: date,
      ...(uploadedOn ? { createdOn: uploadedOn } : {}),
      uploadedAt,
      ...(uploadedBy ? { uploadedBy } : {}),
      ...(uploadedOn ? { uploadedOn } : {})
    },
    relationships: { file: { data: { _id: file._id, _type: FILES } } },
    internal_vfs_id: file.internal_vfs_id
  }
}

const timeOf = (version: Pick<Kept, 'cozyMetadata'>): number => Date.parse(version.cozyMetadata.createdAt)

/** Whether a version is kept, and which older ones go for it: those with tags stay. */
export const sortOut = (
  candidate: Pick<Kept, 'cozyMetadata' | 'tags'>,
  olds: readonly Version[],
  { maxNumberOfVersionsToKeep, minDelayBetweenTwoVersions }: VersioningConfig = DEFAULT_CONFIG.versioning
): { keep: boolean; drop: Version[] } => {
  const byTime = [...olds].sort((a, b) => timeOf(a) - timeOf(b))
  const last = byTime.at(-1)
  const isTagged = (candidate.tags ?? []).length > 0
  const keep = !last || isTagged || timeOf(last) + minDelayBetweenTwoVersions <= timeOf(candidate)
  const surplus = olds.length + 1 + Number(keep) - maxNumberOfVersionsToKeep
  const untagged = byTime.filter(({ tags }) => (tags ?? []).length === 0)
  return { keep, drop: untagged.slice(0, Math.max(0, surplus)) }
}

export const removeVersion = async (instance: Instance, version: Version): Promise<void> => {
  await releaseContent(instance.files, version.internal_vfs_id, () =>
    instance.documents.remove(VERSIONS, version._id, version._rev)
  )
}

/** Of all files. */
export const removeAllVersions = async (instance: Instance): Promise<void> => {
  for (;;) {
    const versions = (await list(instance, { limit: BATCH })).filter(({ _id }) => !_id.startsWith('_design/'))
    if (versions.length === 0) return
    for (const version of versions) await removeVersion(instance, version)
  }
}

/**
 * Has `replace` give a file another content, whose MD5 is `md5sum`; what it was is kept as a version. This is the first
 * to be stored, so that a crash before the file is loses nothing; `settleContents` takes it back then. `tidy` removes
 * what isn't kept: where that fails, the file has its new content all the same.
 */
export const retire = async <T>(
  instance: Instance,
  file: StoredFile,
  { md5sum, now, versioning }: { md5sum: string; now: Date; versioning: VersioningConfig },
  replace: () => Promise<T>
): Promise<{ replaced: T; tidy: () => Promise<void> }> => {
  const { documents, files } = instance
  const candidate = versionOf(file, now)
  const { keep, drop } = sortOut(candidate, await versionsOf(instance, file._id), versioning)
  const isKept = keep && md5sum !== file.md5sum
  await files.doubt(file.internal_vfs_id)
  const version = isKept ? await documents.put(VERSIONS, candidate) : undefined
  let replaced: T
  try {
    replaced = await replace()
  } catch (error) {
    if (version && !isStored(error)) await documents.remove(VERSIONS, version._id, version._rev)
    await files.settle(file.internal_vfs_id)
    throw error
  }
  const tidy = async (): Promise<void> => {
    if (isKept) await files.settle(file.internal_vfs_id)
    else await files.remove(file.internal_vfs_id)
    for (const old of drop) await removeVersion(instance, old)
  }
  return { replaced, tidy }
}

export const versionResource = ({
  _id,
  _rev,
  internal_vfs_id: _content,
  ...attributes
}: Version): Resource => ({
  type: VERSIONS,
  id: _id,
  attributes,
  meta: { rev: _rev }
})
