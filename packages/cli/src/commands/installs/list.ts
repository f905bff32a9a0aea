import { EXIT } from '../../errors.js'
import type { STACK_OPTIONS } from '../../http/stack-options.js'
import type { Run } from '../../registry/command.js'
import { fittingTable } from '../../terminal/fitting-table.js'
import type { InstallKind } from './command.js'
import { connectFor, pathOf, type Installed } from './installed.js'

/** Lists what is installed of one kind. */
export const list =
  (kind: InstallKind): Run<typeof STACK_OPTIONS> =>
  async ({ options, json }, context) => {
    const { terminal } = context
    const client = await connectFor(kind, options, context)
    const { data } = await client.json<{ data: Installed[] | null }>({
      path: pathOf(kind),
      act: `list the ${kind}`
    })
    const rows = (data ?? []).map(({ attributes }) => attributes)
    if (json) terminal.out(JSON.stringify(rows))
    else if (rows.length === 0)
      terminal.out(`No ${kind} installed. "cozy-jobs ${kind} install SLUG build" installs one.`)
    else {
      terminal.out(
        fittingTable(
          ['slug', 'version', 'state', 'source'],
          rows.map(({ slug, version = '', state, source }) => [slug, version, state, source]),
          terminal
        )
      )
    }
    return EXIT.done
  }
