import { randomUUID } from 'node:crypto'
import { StackError } from '../../errors/stack-error.js'
import type { CozyDocument, CozyDocuments, DocumentDraft } from '../api.js'
import { askJson, type Ask } from '../request/ask.js'
import { pathOf } from './path.js'

/** How often a document that others change at the same time is read and written again. */
const CHANGES = 10

interface Written<T extends object> {
  data: CozyDocument<T>
}

/** An id of the form that CouchDB gives. Ours is known before the document is, so a second try makes no second one. */
export const newId = (): string => randomUUID().replaceAll('-', '')

/** Creates, changes and deletes one document. */
export const documentWriting = (
  ask: Ask,
  { get }: Pick<CozyDocuments, 'get'>
): Pick<CozyDocuments, 'create' | 'update' | 'change' | 'delete'> => {
  const put = async <T extends object>(
    act: string,
    doctype: string,
    id: string,
    doc: object
  ): Promise<CozyDocument<T>> => {
    const { data } = await askJson<Written<T>>(ask, {
      act: `${act} a document of ${doctype}`,
      method: 'PUT',
      path: pathOf(doctype, id),
      json: doc
    })
    return data
  }

  const update = <T extends object>(doctype: string, doc: CozyDocument<T>): Promise<CozyDocument<T>> =>
    put('change', doctype, doc._id, doc)

  return {
    async create<T extends object>(doctype: string, draft: DocumentDraft<T>) {
      const { _id, _rev, ...doc } = draft
      const id = _id ?? newId()
      try {
        return await put<T>('create', doctype, id, doc)
      } catch (error) {
        // Nobody else knows the id: the first try had come through, only its answer had not.
        if (_id === undefined && StackError.is(error, 'conflict')) return get<T>(doctype, id)
        throw error
      }
    },
    update,
    async change<T extends object>(
      doctype: string,
      id: string,
      change: (present: CozyDocument<T>) => T | undefined
    ) {
      for (let attempt = 1; ; attempt++) {
        const present = await get<T>(doctype, id)
        const next = change(present)
        if (next === undefined) return present
        try {
          return await update<T>(doctype, { ...next, _id: id, _rev: present._rev })
        } catch (error) {
          if (attempt === CHANGES || !StackError.is(error, 'conflict')) throw error
        }
      }
    },
    async delete(doctype, { _id, _rev }) {
      const answer = await ask({
        act: `delete a document of ${doctype}`,
        method: 'DELETE',
        path: pathOf(doctype, _id),
        query: { rev: _rev }
      })
      await answer.body?.cancel()
    }
  }
}
