/** A document as a stack answers it. */
export interface Document {
  _id: string
  _rev?: string
  [field: string]: unknown
}

/** The path of a doctype, or of one document. */
export const pathOf = (doctype: string, id?: string): string =>
  `/data/${encodeURIComponent(doctype)}/${id === undefined ? '' : encodeURIComponent(id)}`

/** `a.b` of a document. */
export const valueAt = (doc: Document, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (value, name) =>
        typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined,
      doc
    )
