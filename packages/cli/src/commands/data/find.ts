import type { Run } from '../../registry/command.js'
import { EXIT } from '../../errors.js'
import type { FIND_OPTIONS } from './command.js'
import { connectFor, nearestDoctype } from './doctype.js'
import type { Document } from './document.js'
import { documentTable } from './document-table.js'
import { DATA_ERRORS } from './errors.js'
import { findDocuments } from './found-documents.js'
import { FIND_ACT, queryOf, readLimit } from './query.js'

/** An array in which each document has a line: it can be any length, and is read on both ends as it comes. */
const writeArray = async (docs: AsyncIterable<Document>, out: (text: string) => void): Promise<void> => {
  let before: string | undefined
  for await (const doc of docs) {
    out(before === undefined ? '[' : `${before},`)
    before = JSON.stringify(doc)
  }
  out(before === undefined ? '[]' : `${before}\n]`)
}

export const run: Run<typeof FIND_OPTIONS> = async ({ args, options, json }, context) => {
  const [doctype = ''] = args
  const { terminal } = context
  const query = queryOf(options)
  const limit = readLimit(options.limit)
  const client = await connectFor(doctype, FIND_ACT, options, context)
  // One more than is shown tells whether there are more.
  const found = await findDocuments(client, doctype, query, json || limit === undefined ? limit : limit + 1)
  if (!found) throw DATA_ERRORS.noDoctype(FIND_ACT, doctype, await nearestDoctype(doctype, options, context))
  if (json) {
    await writeArray(found, text => terminal.out(text))
    return EXIT.done
  }
  const docs: Document[] = []
  for await (const doc of found) docs.push(doc)
  const shown = docs.slice(0, limit)
  if (shown.length === 0) terminal.out('No document is such.')
  else terminal.out(documentTable(shown, query.fields, terminal))
  if (docs.length > shown.length)
    terminal.err(terminal.dim('There are more: --limit says how many are shown.'))
  return EXIT.done
}
