import { goText } from './go-text.js'

type Document = Record<string, unknown>

/** Doctypes that the stack writes itself, with the only fields that its rules see (the `Fetch` methods of their types). */
export const SELECTABLE: Readonly<Record<string, readonly string[]>> = {
  'io.cozy.files': ['type', 'name', 'mime', 'class', 'tags', 'referenced_by'],
  'io.cozy.jobs': ['worker', 'state'],
  'io.cozy.triggers': ['worker'],
  'io.cozy.apps': ['slug', 'state'],
  'io.cozy.konnectors': ['slug', 'state']
}

/** The texts that a rule's values are compared with: those of one top-level field of a document. */
export function fetchField(doctype: string, doc: Document, field: string): string[] {
  const selectable = Object.hasOwn(SELECTABLE, doctype) ? SELECTABLE[doctype] : undefined
  if (selectable !== undefined && !selectable.includes(field)) return []
  const value = Object.hasOwn(doc, field) ? doc[field] : undefined
  if (field === 'referenced_by') return references(doctype, doc, value)
  if (doctype === 'io.cozy.files') return fileField(field, value)
  return [goText(value)]
}

/** `doctype/id` of each; of a file also the bare id, of a directory only that (model/vfs/permissions.go). */
function references(doctype: string, doc: Document, value: unknown): string[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((reference: unknown) => {
    if (typeof reference !== 'object' || reference === null) return []
    const { type, id } = reference as Document
    const full = `${goText(type)}/${goText(id)}`
    if (doctype !== 'io.cozy.files') return [full]
    return doc['type'] === 'directory' ? [goText(id)] : [goText(id), full]
  })
}

/** Fields of files are typed in the stack: one that is absent is an empty text. */
function fileField(field: string, value: unknown): string[] {
  if (field === 'tags') return Array.isArray(value) ? value.map(goText) : []
  return [typeof value === 'string' ? value : '']
}
