import type { BulkResult, Document, DocumentStore, Draft } from '@cozy-jobs/store'
import type { RunWrite } from './api.js'

/** Told of each document that was written. */
export type NoteWrite = (write: Omit<RunWrite, 'at'>) => void

const verbOf = ({ _deleted }: Draft, rev: string): RunWrite['verb'] => {
  if (_deleted === true) return 'DELETED'
  return rev.startsWith('1-') ? 'CREATED' : 'UPDATED'
}

const nameOf = (doctype: string, { name }: Draft): { name?: string } =>
  doctype === 'io.cozy.files' && typeof name === 'string' ? { name } : {}

/**
 * The documents of an instance for one who is to be watched: what is written through them is told, all else is as it
 * was. What the engine does about a write goes another way, and is nobody's.
 */
export const notingDocuments = (documents: DocumentStore, note: NoteWrite): DocumentStore => {
  const noteDraft = (doctype: string, draft: Draft, id: string, rev: string): void =>
    note({ doctype, id, rev, verb: verbOf(draft, rev), ...nameOf(doctype, draft) })
  const put = async (doctype: string, draft: Draft): Promise<Document> => {
    const stored = await documents.put(doctype, draft)
    noteDraft(doctype, draft, stored._id, stored._rev)
    return stored
  }
  const remove = async (doctype: string, id: string, rev: string): Promise<{ id: string; rev: string }> => {
    const removed = await documents.remove(doctype, id, rev)
    note({ doctype, id, rev: removed.rev, verb: 'DELETED' })
    return removed
  }
  const bulk = async (
    doctype: string,
    drafts: Draft[],
    options?: { newEdits?: boolean }
  ): Promise<BulkResult[]> => {
    const results = await documents.bulk(doctype, drafts, options)
    results.forEach((result, at) => {
      if ('ok' in result) noteDraft(doctype, drafts[at] ?? {}, result.id, result.rev)
    })
    // Replicated documents have no result: they come with their revisions.
    if (options?.newEdits === false) {
      for (const draft of drafts) noteDraft(doctype, draft, String(draft._id), String(draft._rev))
    }
    return results
  }
  const own = { put, remove, bulk } as const
  return new Proxy(documents, {
    get: (target, name) => {
      if (Object.hasOwn(own, name)) return own[name as keyof typeof own]
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === 'function' ? (value.bind(target) as unknown) : value
    }
  })
}
