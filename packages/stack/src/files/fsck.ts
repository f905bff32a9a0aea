import { createHash } from 'node:crypto'
import { StoreError } from '@cozy-jobs/store'
import type { FastifyInstance } from 'fastify'
import type { Instance } from '../instances/api.js'
import { allowWholeType } from '../permissions/allow.js'
import { sendJson } from '../server/json-api.js'
import { instanceOf } from '../server/request.js'
import { isDirectory, type StoredFile } from './file-document.js'
import { FileSystem } from './file-system.js'
import { FILES, ROOT_ID } from './tree.js'

/** A file whose content is not the one that its document tells of. */
interface ContentMismatch {
  type: 'content_mismatch'
  file_doc: Record<string, unknown>
  is_file: true
  is_version: false
  content_mismatch: { size_index: number; size_file: number; md5sum_index: string; md5sum_file: string }
}

const measure = async ({ files }: Instance, content: string): Promise<{ size: number; md5sum: string }> => {
  const md5 = createHash('md5')
  let size = 0
  try {
    for await (const chunk of await files.read(content)) {
      md5.update(chunk as Buffer)
      size += chunk.length
    }
  } catch (error) {
    if (!(error instanceof StoreError) || error.code !== 'not_found') throw error
  }
  return { size, md5sum: md5.digest('base64') }
}

const check = async (instance: Instance, file: StoredFile): Promise<ContentMismatch | undefined> => {
  const { size, md5sum } = await measure(instance, file.internal_vfs_id)
  if (size === Number(file.size) && md5sum === file.md5sum) return undefined
  const { internal_vfs_id: _content, ...file_doc } = file
  return {
    type: 'content_mismatch',
    file_doc,
    is_file: true,
    is_version: false,
    content_mismatch: {
      size_index: Number(file.size),
      size_file: size,
      md5sum_index: file.md5sum,
      md5sum_file: md5sum
    }
  }
}

/** The files of a directory and of those below whose content is not what it was. */
export const checkContents = async (instance: Instance, directory: string): Promise<ContentMismatch[]> => {
  const found: ContentMismatch[] = []
  for await (const portion of new FileSystem(instance).children(directory)) {
    for (const child of portion) {
      if (isDirectory(child)) found.push(...(await checkContents(instance, child._id)))
      else found.push(...[(await check(instance, child)) ?? []].flat())
    }
  }
  return found
}

/** `GET /files/fsck`: the files whose content is not what it was. The real stack remembers the answer for months. */
export const addFsckRoutes = (server: FastifyInstance): void => {
  server.get('/files/fsck', async (request, reply) => {
    await allowWholeType(request, reply, 'GET', FILES)
    return sendJson(reply, 200, await checkContents(instanceOf(request), ROOT_ID))
  })
}
