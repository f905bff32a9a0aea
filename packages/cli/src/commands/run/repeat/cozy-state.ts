import { isOwnOfStack, type Harness } from '@cozy-jobs/fixtures'

/** All that a Cozy holds, as texts that two Cozies can be compared by: doctype → one text a document. */
export type CozyState = Map<string, string[]>

type Doc = Record<string, unknown>

/** Of no document: each run and each Cozy has its own. */
const OF_A_RUN = new Set([
  '_rev',
  'created_at',
  'updated_at',
  'uploadedAt',
  'createdAt',
  'updatedAt',
  'updatedByApps',
  'import_date',
  'dateImport',
  'lastSuccess',
  'createdOn',
  'uploadedOn'
])

/** The stack's own, and what only says how the last run went. */
const isCompared = (doctype: string): boolean =>
  !isOwnOfStack(doctype) && !doctype.startsWith('io.cozy.settings') && doctype !== 'io.cozy.jobs'

const documentsOf = async ({ documents }: Harness['instance'], doctype: string): Promise<Doc[]> => {
  const { rows } = await documents.list(doctype, { include_docs: true })
  return rows.flatMap(({ doc }) => (doc && !doc._id.startsWith('_design/') ? [doc as Doc] : []))
}

const sorted = (value: unknown, names: ReadonlyMap<string, string>): unknown => {
  if (typeof value === 'string')
    return value.replace(/[0-9a-f]{32}|[0-9a-f-]{36}/g, id => names.get(id) ?? id)
  if (Array.isArray(value)) return value.map(each => sorted(each, names))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !OF_A_RUN.has(name))
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, item]) => [name, sorted(item, names)])
  )
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Ids are drawn anew in each Cozy: a file is called by its path, another document by its doctype. */
const namesOf = (byDoctype: ReadonlyMap<string, readonly Doc[]>): Map<string, string> => {
  const names = new Map<string, string>()
  const files = byDoctype.get('io.cozy.files') ?? []
  const folders = new Map(files.map(doc => [doc['_id'], doc['path']]))
  for (const [doctype, documents] of byDoctype) {
    for (const doc of documents) {
      const id = String(doc['_id'])
      const name = `${textOf(folders.get(doc['dir_id']))}/${textOf(doc['name'])}`
      const path = textOf(doc['path']) || name
      names.set(id, doctype === 'io.cozy.files' ? `<${path.replace('//', '/')}>` : `<${doctype}>`)
    }
  }
  return names
}

/** Reads the whole Cozy; what belongs to a run alone, such as dates and revisions, is left out. */
export const readState = async (instance: Harness['instance']): Promise<CozyState> => {
  const doctypes = (await instance.documents.doctypes()).filter(isCompared)
  const byDoctype = new Map<string, Doc[]>()
  for (const doctype of doctypes) byDoctype.set(doctype, await documentsOf(instance, doctype))
  const names = namesOf(byDoctype)
  return new Map(
    [...byDoctype].map(([doctype, documents]) => [
      doctype,
      documents
        .map(({ internal_vfs_id: _content, ...doc }) => {
          // Of an account only who it is: its state and its cookies are those of the last run.
          const { state: _state, data: _data, auth: _auth, ...account } = doc
          return JSON.stringify(sorted(doctype === 'io.cozy.accounts' ? account : doc, names))
        })
        .sort()
    ])
  )
}
