import { StackError } from '../../errors/stack-error.js'
import type { CozyFiles } from '../api.js'
import { askJson, type Ask } from '../request/ask.js'
import { toFile, type FileResource } from './file-document.js'

/** Renames, moves, removes files and folders. */
export const fileChange = (ask: Ask): Pick<CozyFiles, 'update' | 'trash' | 'destroy'> => {
  const remove = async (act: string, path: string): Promise<void> => {
    const answer = await ask({ act, method: 'DELETE', path })
    await answer.body?.cancel()
  }
  const trash = (id: string): Promise<void> => remove('trash a file', `/files/${encodeURIComponent(id)}`)
  const destroy = (id: string): Promise<void> =>
    remove('destroy a file', `/files/trash/${encodeURIComponent(id)}`)

  return {
    async update(id, attributes) {
      const { data } = await askJson<{ data: FileResource }>(ask, {
        act: 'change a file',
        method: 'PATCH',
        path: `/files/${encodeURIComponent(id)}`,
        headers: { 'content-type': 'application/vnd.api+json' },
        json: { data: { type: 'io.cozy.files', id, attributes } },
        idempotent: true
      })
      return toFile(data)
    },
    trash,
    async destroy(id) {
      try {
        await destroy(id)
      } catch (error) {
        if (!StackError.is(error, 'invalid')) throw error
        await trash(id)
        await destroy(id)
      }
    }
  }
}
