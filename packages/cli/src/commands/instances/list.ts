import { EXIT } from '../../errors.js'
import { printable } from '../../http/printable.js'
import type { Run } from '../../registry/command.js'
import { fittingTable } from '../../terminal/fitting-table.js'
import type { LIST_OPTIONS } from './command.js'
import { listInstances, type InstanceAttributes } from './instance.js'
import { sizeText } from '../../terminal/size-text.js'

const stateOf = ({ blocked, deleting, onboarding_finished: finished }: InstanceAttributes): string => {
  if (deleting) return 'being deleted'
  if (blocked) return 'blocked'
  return finished ? 'ready' : 'not onboarded'
}

export const run: Run<typeof LIST_OPTIONS> = async ({ options, json }, context) => {
  const { terminal } = context
  const instances = await listInstances(options['admin-port'], context)
  if (json) terminal.out(JSON.stringify(instances))
  else if (instances.length === 0)
    terminal.out('There is no instance. "cozy-jobs instances add NAME.localhost" makes one.')
  else {
    const rows = printable(instances).map(one => [
      one.domain,
      one.locale ?? '',
      one.context ?? '',
      one.disk_quota ? sizeText(Number(one.disk_quota)) : 'no limit',
      stateOf(one)
    ])
    terminal.out(fittingTable(['domain', 'locale', 'context', 'quota', 'state'], rows, terminal))
  }
  return EXIT.done
}
