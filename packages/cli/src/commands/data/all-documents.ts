import type { StackClient } from '../../http/stack-client.js'
import { pathOf, type Document } from './document.js'

const PAGE = 500

interface Rows {
  rows: { id: string; doc?: Document | null }[]
}

/** Every document of a doctype, by id, page by page. Undefined where it answers a status to be passed over. */
export const allDocuments = async (
  client: StackClient,
  doctype: string,
  act: string,
  passedOver: readonly number[] = [404]
): Promise<AsyncGenerator<Document> | undefined> => {
  const ask = (after?: string): Promise<Response> =>
    client.answer(
      {
        path: `${pathOf(doctype)}_all_docs`,
        query: {
          include_docs: 'true',
          limit: String(PAGE),
          ...(after !== undefined && { startkey: JSON.stringify(after), skip: '1' })
        },
        act
      },
      after === undefined ? passedOver : []
    )
  const first = await ask()
  if (first.ok) return pages((await first.json()) as Rows, ask)
  await first.body?.cancel()
  return undefined
}

async function* pages(first: Rows, ask: (after: string) => Promise<Response>): AsyncGenerator<Document> {
  for (let page = first; ;) {
    for (const { id, doc } of page.rows) if (doc && !id.startsWith('_design/')) yield doc
    const last = page.rows.at(-1)
    if (!last || page.rows.length < PAGE) return
    page = (await (await ask(last.id)).json()) as Rows
  }
}
