import type { StackClient } from '../../http/stack-client.js'
import { allDocuments } from './all-documents.js'
import { pathOf, valueAt, type Document } from './document.js'
import { FIND_ACT, type Query } from './query.js'

/** As many as a page of `_find` has on a real stack. */
const PAGE = 100

interface Page {
  docs: Document[]
  next?: boolean
  bookmark?: string
}

/** What asks for one page; undefined where the doctype is not there. */
type Ask = (bookmark: string | undefined, left: number) => Promise<Page | undefined>

/** As `_find` picks fields: `a.b` is one within another. */
const pick = (doc: Document, fields: readonly string[] | undefined): Document => {
  if (!fields) return doc
  const picked: Record<string, unknown> = {}
  for (const path of fields) {
    const names = path.split('.')
    const last = names.pop() ?? ''
    const value = valueAt(doc, path)
    if (value === undefined) continue
    const place = names.reduce<Record<string, unknown>>(
      (within, name) => (within[name] ??= {}) as Record<string, unknown>,
      picked
    )
    place[last] = value
  }
  return picked as Document
}

async function* limited(
  docs: AsyncIterable<Document>,
  limit: number,
  fields: readonly string[] | undefined
): AsyncGenerator<Document> {
  let left = limit
  for await (const doc of docs) {
    yield pick(doc, fields)
    if (--left <= 0) return
  }
}

async function* pages(first: Page, limit: number, ask: Ask): AsyncGenerator<Document> {
  let left = limit
  for (let page: Page | undefined = first; page;) {
    yield* page.docs
    left -= page.docs.length
    const isLast: boolean = page.docs.length === 0 || page.next === false || left <= 0
    page = isLast ? undefined : await ask(page.bookmark, left)
  }
}

/** A stack answers no question without an index; one that is there already stays as it is. False without the doctype. */
const makeIndex = async (
  client: StackClient,
  doctype: string,
  fields: readonly string[]
): Promise<boolean> => {
  const made = await client.find({
    method: 'POST',
    path: `${pathOf(doctype)}_index`,
    json: { index: { fields } },
    act: 'make the index for the question'
  })
  return made !== undefined
}

/**
 * The documents that answer a question, page by page, at most `limit` of them. Undefined where the doctype is not there.
 */
export const findDocuments = async (
  client: StackClient,
  doctype: string,
  { index, ...query }: Query,
  limit = Infinity
): Promise<AsyncGenerator<Document> | undefined> => {
  if (Object.keys(query.selector).length === 0) {
    const all = await allDocuments(client, doctype, FIND_ACT)
    return all && limited(all, limit, query.fields)
  }
  const ask: Ask = (bookmark, left) =>
    client.find<Page>({
      method: 'POST',
      path: `${pathOf(doctype)}_find`,
      json: { ...query, limit: Math.min(PAGE, left), ...(bookmark !== undefined && { bookmark }) },
      act: FIND_ACT
    })
  if (index.length > 0 && !(await makeIndex(client, doctype, index))) return undefined
  const first = await ask(undefined, limit)
  return first && pages(first, limit, ask)
}
