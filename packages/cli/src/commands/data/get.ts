import { EXIT } from '../../errors.js'
import { printable } from '../../http/printable.js'
import type { Run } from '../../registry/command.js'
import type { DATA_OPTIONS } from './command.js'
import { connectFor, nearestDoctype } from './doctype.js'
import { pathOf, type Document } from './document.js'
import { DATA_ERRORS } from './errors.js'

export const run: Run<typeof DATA_OPTIONS> = async ({ args, options, json }, context) => {
  const [doctype = '', id = ''] = args
  const { terminal } = context
  const act = `get ${id}`
  const client = await connectFor(doctype, act, options, context, ':GET')
  const doc = await client.find<Document>({ path: pathOf(doctype, id), act })
  if (!doc) throw DATA_ERRORS.noDocument(act, doctype, id, await nearestDoctype(doctype, options, context))
  terminal.out(json ? JSON.stringify(doc) : JSON.stringify(printable(doc), null, 2))
  return EXIT.done
}
