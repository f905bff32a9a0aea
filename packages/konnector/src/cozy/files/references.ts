import type { CozyFile, CozyFiles, Reference } from '../api.js'
import { pathOf } from '../documents/path.js'
import { askJson, type Ask } from '../request/ask.js'
import { toFile, type FileResource } from './file-document.js'

/** Says which documents a file belongs to. */
export const fileReferences = (
  ask: Ask
): Pick<CozyFiles, 'addReferences' | 'removeReferences' | 'referencedBy'> => {
  const send = async (method: string, id: string, docs: readonly Reference[]): Promise<void> => {
    if (docs.length === 0) return
    const answer = await ask({
      act: 'say what a file belongs to',
      method,
      path: `/files/${encodeURIComponent(id)}/relationships/referenced_by`,
      headers: { 'content-type': 'application/vnd.api+json' },
      json: { data: docs.map(doc => ({ type: doc.doctype, id: doc.id })) },
      idempotent: true
    })
    await answer.body?.cancel()
  }

  return {
    addReferences: (id, docs) => send('POST', id, docs),
    removeReferences: (id, docs) => send('DELETE', id, docs),
    async referencedBy({ doctype, id }) {
      const found: CozyFile[] = []
      let next: string | undefined =
        `${pathOf(doctype, id)}/relationships/references?include=files&page[limit]=100`
      while (next !== undefined) {
        const page: { included?: FileResource[]; links?: { next?: string } } = await askJson(ask, {
          act: `look for the files of a document of ${doctype}`,
          path: next
        })
        found.push(...(page.included ?? []).map(toFile))
        next = page.links?.next
      }
      return found
    }
  }
}
