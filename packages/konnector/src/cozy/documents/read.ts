import { StackError } from '../../errors/stack-error.js'
import type { CozyDocument, CozyDocuments, FindQuery } from '../api.js'
import { askJson, type Ask } from '../request/ask.js'
import type { Indexes } from './indexes.js'
import { pathOf } from './path.js'

/** The most that the stack gives at once. */
const PAGE = 1_000

interface Page {
  bookmark?: string
  next?: boolean
}

const isEnd = (bookmark: string | undefined, last: string | undefined): boolean =>
  !bookmark || bookmark === 'nil' || bookmark === last

/** Undefined for what is not there; a doctype without a database has nothing. */
export const orUndefined = async <T>(asked: Promise<T>): Promise<T | undefined> => {
  try {
    return await asked
  } catch (error) {
    if (StackError.is(error, 'not_found')) return undefined
    throw error
  }
}

/** Reads documents: one, all, and those that a selector matches. */
export const documentReading = (
  ask: Ask,
  indexOf: Indexes
): Pick<CozyDocuments, 'get' | 'lookup' | 'all' | 'find' | 'pages'> => {
  const get = <T extends object>(doctype: string, id: string): Promise<CozyDocument<T>> =>
    askJson(ask, { act: `read a document of ${doctype}`, path: pathOf(doctype, id) })

  async function* pages<T extends object>(
    doctype: string,
    { selector, index, fields, sort, limit = Infinity }: FindQuery
  ): AsyncGenerator<CozyDocument<T>[]> {
    const use_index = index && (await indexOf(doctype, index))
    let left = limit
    for (let bookmark: string | undefined; left > 0;) {
      const most = Math.min(PAGE, left)
      const page = await orUndefined(
        askJson<Page & { docs: CozyDocument<T>[] }>(ask, {
          act: `find documents of ${doctype}`,
          method: 'POST',
          path: `${pathOf(doctype)}_find`,
          json: { selector, fields, sort, use_index, limit: most, bookmark },
          idempotent: true
        })
      )
      if (!page) return
      if (page.docs.length > 0) yield page.docs
      left -= page.docs.length
      if (page.docs.length < most || isEnd(page.bookmark, bookmark)) return
      bookmark = page.bookmark
    }
  }

  const all = async <T extends object>(doctype: string): Promise<CozyDocument<T>[]> => {
    const found: CozyDocument<T>[] = []
    for (let bookmark: string | undefined; ;) {
      const page = await orUndefined(
        askJson<Page & { rows: CozyDocument<T>[] }>(ask, {
          act: `read all documents of ${doctype}`,
          path: `${pathOf(doctype)}_normal_docs`,
          query: { limit: String(PAGE), bookmark }
        })
      )
      found.push(...(page?.rows ?? []))
      if (!page || page.rows.length < PAGE || isEnd(page.bookmark, bookmark)) return found
      bookmark = page.bookmark
    }
  }

  return {
    get,
    lookup: (doctype, id) => orUndefined(get(doctype, id)),
    all,
    pages,
    async find(doctype, query) {
      const found: never[] = []
      for await (const page of pages(doctype, query)) found.push(...(page as never[]))
      return found
    }
  }
}
