import { EXIT } from '../../errors.js'
import type { STACK_OPTIONS } from '../../http/stack-options.js'
import type { Run } from '../../registry/command.js'
import type { InstallKind } from './command.js'
import { connectFor, pathOf, type Installed } from './installed.js'

/** Uninstalls one app or konnector. */
export const uninstall =
  (kind: InstallKind): Run<typeof STACK_OPTIONS> =>
  async ({ args, options, json }, context) => {
    const [slug = ''] = args
    const client = await connectFor(kind, options, context)
    const { data } = await client.json<{ data: Installed }>({
      method: 'DELETE',
      path: pathOf(kind, slug),
      act: `uninstall ${slug}`
    })
    context.terminal.out(json ? JSON.stringify(data.attributes) : `Uninstalled ${slug}.`)
    return EXIT.done
  }
