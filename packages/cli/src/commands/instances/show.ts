import { EXIT } from '../../errors.js'
import { askAdmin } from '../../http/admin-request.js'
import { printable } from '../../http/printable.js'
import type { Run } from '../../registry/command.js'
import type { LIST_OPTIONS } from './command.js'
import { describeInstance } from './describe.js'
import { knownDomain, shownAttributes, type InstanceResource } from './instance.js'

export const run: Run<typeof LIST_OPTIONS> = async ({ args, options, json }, context) => {
  const [typed = ''] = args
  const act = `show the instance ${typed}`
  const port = options['admin-port']
  const domain = await knownDomain(typed, act, port, context)
  const { data } = await askAdmin<{ data: InstanceResource }>(port, context, {
    path: `instances/${encodeURIComponent(domain)}`,
    act
  })
  const shown = shownAttributes(data)
  const { terminal } = context
  terminal.out(json ? JSON.stringify(shown) : describeInstance(printable(shown), terminal))
  return EXIT.done
}
