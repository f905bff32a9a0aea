import { EXIT } from '../../errors.js'
import type { Run } from '../../registry/command.js'
import type { DATA_OPTIONS } from './command.js'
import { connectFor, nearestDoctype } from './doctype.js'
import { pathOf, type Document } from './document.js'
import { DATA_ERRORS } from './errors.js'

export const run: Run<typeof DATA_OPTIONS> = async ({ args, options, json }, context) => {
  const [doctype = '', id = ''] = args
  const { terminal } = context
  const act = `delete ${id}`
  const client = await connectFor(doctype, act, options, context)
  const path = pathOf(doctype, id)
  const doc = await client.find<Document>({ path, act })
  if (!doc) throw DATA_ERRORS.noDocument(act, doctype, id, await nearestDoctype(doctype, options, context))
  const { rev } = await client.json<{ rev: string }>({
    method: 'DELETE',
    path,
    query: { rev: doc._rev ?? '' },
    act
  })
  terminal.out(json ? JSON.stringify({ id, rev, deleted: true }) : `Deleted ${doctype} ${id}`)
  return EXIT.done
}
