import type { Held } from './examples.js'

type Doc = Record<string, unknown>

/** The provider's own name for what a document holds: files have it at the end of theirs. */
const nameOf = ({ vendorRef, vendorId, name }: Doc): string =>
  String(vendorRef ?? vendorId ?? /([A-Z]-[\d-]+)\.pdf$/.exec(String(name))?.[1] ?? name)

/** What documents are known by, of these doctypes. Folders are not of the provider. */
export const heldIn = (doctypes: readonly string[], documents: readonly (readonly [string, Doc])[]): Held =>
  Object.fromEntries(
    doctypes.map(doctype => [
      doctype,
      documents
        .filter(([of, doc]) => of === doctype && doc['type'] !== 'directory')
        .map(([, doc]) => nameOf(doc))
        .sort()
    ])
  )
