import type { ChangesOptions } from '../api.js'
import { StoreError } from '../errors.js'
import { compile } from '../mango/compile.js'
import { isObject, parseSelector } from '../mango/parse-selector.js'
import { isDesign } from './document-id.js'
import type { PouchChange } from './pouch.js'
import { decodeId, parseDocument, toText } from './record.js'

/** Which lines of the feed are told. */
export interface ChangeFilter {
  takes: (change: PouchChange) => boolean
  needsDocuments: boolean
  /** CouchDB looks the documents of a few ids up, and what is pending is counted over all changes then. */
  countsAll: boolean
}

const refuse = (reason: string): StoreError => new StoreError('bad_request', reason)

/** Throws `bad_request`, in CouchDB's words. */
export function changeFilter(filter: ChangesOptions['filter']): ChangeFilter {
  if (!filter) return { takes: () => true, needsDocuments: false, countsAll: false }
  if ('doc_ids' in filter) return byIds(filter.doc_ids)
  if ('selector' in filter) return bySelector(filter.selector)
  return { takes: ({ id }) => isDesign(decodeId(id)), needsDocuments: false, countsAll: false }
}

function byIds(ids: unknown): ChangeFilter {
  if (!Array.isArray(ids) || !ids.every(id => typeof id === 'string')) {
    throw refuse('`doc_ids` filter parameter is not a list of doc ids.')
  }
  const wanted = new Set(ids)
  return { takes: ({ id }) => wanted.has(decodeId(id)), needsDocuments: false, countsAll: true }
}

function bySelector(selector: unknown): ChangeFilter {
  if (!isObject(selector)) throw refuse('Selector error: expected a JSON object')
  const matches = compile(readSelector(selector))
  return {
    takes: ({ doc }) => doc !== undefined && matches(parseDocument(toText(doc))),
    needsDocuments: true,
    countsAll: false
  }
}

function readSelector(selector: object): ReturnType<typeof parseSelector> {
  try {
    return parseSelector(selector)
  } catch (error) {
    throw error instanceof StoreError ? refuse(error.reason) : error
  }
}
