import { EXIT } from '../../errors.js'
import { connect } from '../../http/connect.js'
import type { Run } from '../../registry/command.js'
import { fittingTable } from '../../terminal/fitting-table.js'
import type { DATA_OPTIONS } from './command.js'
import { listDoctypes } from './doctype.js'
import { pathOf } from './document.js'

const ACT = 'list the doctypes'

export const run: Run<typeof DATA_OPTIONS> = async ({ options, json }, context) => {
  const { terminal } = context
  const doctypes = await listDoctypes(options, context, ACT)
  const client = await connect(options, doctypes.map(doctype => `${doctype}:GET`).join(' '), context)
  // A login need not be allowed to look at all that it may list.
  const count = async (doctype: string): Promise<number | undefined> => {
    const request = { path: `${pathOf(doctype)}_normal_docs`, query: { limit: '1' }, act: ACT }
    const answer = await client.answer(request, [403, 404])
    if (answer.ok) return ((await answer.json()) as { total_rows: number }).total_rows
    await answer.body?.cancel()
    return answer.status === 404 ? 0 : undefined
  }
  const rows = []
  for (const doctype of doctypes) rows.push({ doctype, documents: await count(doctype) })
  if (json) terminal.out(JSON.stringify(rows.map(({ documents = null, ...row }) => ({ ...row, documents }))))
  else {
    const shown = rows.map(({ doctype, documents }) => [doctype, String(documents ?? 'not allowed')])
    terminal.out(fittingTable(['doctype', 'documents'], shown, terminal))
  }
  return EXIT.done
}
