import type { CozyFiles, Upload } from '../api.js'
import { askJson, type Ask } from '../request/ask.js'
import { toFile, type FileResource } from './file-document.js'

const JSON_API = 'application/vnd.api+json'

const isStream = (content: Upload['content']): boolean =>
  typeof content !== 'string' && !(content instanceof Uint8Array)

/** Makes files and new versions of them. */
export const fileUpload = (ask: Ask): Pick<CozyFiles, 'upload'> => {
  /** Metadata travel before the file: the stack forgets them after ten minutes, so they are sent for each upload. */
  const announce = async (metadata: Record<string, unknown> | undefined): Promise<string | undefined> => {
    if (metadata === undefined || Object.keys(metadata).length === 0) return undefined
    const { data } = await askJson<{ data: { id: string } }>(ask, {
      act: 'announce the metadata of a file',
      method: 'POST',
      path: '/files/upload/metadata',
      headers: { 'content-type': JSON_API },
      json: { data: { type: 'io.cozy.files.metadata', attributes: metadata } },
      idempotent: true
    })
    return data.id
  }

  return {
    async upload(file) {
      const { fileId, rev, content, type, md5, signal } = file
      const query = {
        ...(fileId === undefined && { Type: 'file', Name: file.name }),
        MetadataID: await announce(file.metadata),
        Size: file.size !== undefined && isStream(content) ? String(file.size) : undefined,
        SourceAccount: file.sourceAccount,
        SourceAccountIdentifier: file.sourceAccountIdentifier,
        CreatedAt: file.createdAt?.toISOString(),
        UpdatedAt: file.updatedAt?.toISOString(),
        Tags: file.tags?.join(',') || undefined,
        Executable: file.executable ? 'true' : undefined
      }
      const { data } = await askJson<{ data: FileResource }>(ask, {
        act: 'save a file',
        method: fileId === undefined ? 'POST' : 'PUT',
        path: `/files/${encodeURIComponent(fileId ?? file.dirId)}`,
        query,
        headers: {
          accept: JSON_API,
          'content-type': type ?? '',
          ...(md5 && { 'content-md5': md5 }),
          ...(rev && { 'if-match': rev })
        },
        body: content,
        // With the revision of the version that is replaced, a second try cannot make a second version.
        idempotent: fileId !== undefined,
        ...(signal && { signal })
      })
      return toFile(data)
    }
  }
}
