import { EXIT } from '../../errors.js'
import type { STACK_OPTIONS } from '../../http/stack-options.js'
import { twoColumns } from '../../help/wrap.js'
import type { Run } from '../../registry/command.js'
import type { InstallKind } from './command.js'
import { describe } from './describe.js'
import { connectFor, pathOf, type Installed } from './installed.js'

/** Shows one installed app or konnector. */
export const show =
  (kind: InstallKind): Run<typeof STACK_OPTIONS> =>
  async ({ args, options, json }, context) => {
    const [slug = ''] = args
    const { terminal } = context
    const client = await connectFor(kind, options, context)
    const { data } = await client.json<{ data: Installed }>({ path: pathOf(kind, slug), act: `show ${slug}` })
    if (json) {
      terminal.out(JSON.stringify(data.attributes))
      return EXIT.done
    }
    const rows = Object.values(data.attributes.permissions ?? {}).map(({ type, verbs }): [string, string] => [
      type,
      verbs?.join(', ') ?? 'everything'
    ])
    terminal.out(describe(kind, data, client.url, terminal))
    if (rows.length > 0)
      terminal.out(`\n${terminal.bold('Permissions')}\n${twoColumns(rows, terminal.columns)}`)
    return EXIT.done
  }
