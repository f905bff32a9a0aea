import { ERRORS, EXIT } from '../../errors.js'
import { askAdmin } from '../../http/admin-request.js'
import { printable } from '../../http/printable.js'
import type { Run } from '../../registry/command.js'
import type { MODIFY_OPTIONS } from './command.js'
import { describeInstance } from './describe.js'
import { knownDomain, shownAttributes, type InstanceResource } from './instance.js'
import { readQuota } from './quota.js'

export const run: Run<typeof MODIFY_OPTIONS> = async ({ args, options, json }, context) => {
  const [typed = ''] = args
  const act = `modify the instance ${typed}`
  if (options.block && options.unblock) {
    throw ERRORS.optionsExclude('cozy-jobs instances modify', '--block', '--unblock')
  }
  const query = {
    Locale: options.locale,
    Email: options.email,
    PublicName: options['public-name'],
    Timezone: options.tz,
    ContextName: options.context,
    DomainAliases: options['domain-aliases'],
    DiskQuota: readQuota(options['disk-quota'], act),
    Blocked: options.block ? 'true' : options.unblock ? 'false' : undefined
  }
  if (Object.values(query).every(value => value === undefined)) {
    throw ERRORS.notReadable(
      act,
      'nothing is to be changed',
      '"cozy-jobs instances modify --help" lists what can.'
    )
  }
  const port = options['admin-port']
  const domain = await knownDomain(typed, act, port, context)
  const { data } = await askAdmin<{ data: InstanceResource }>(port, context, {
    method: 'PATCH',
    path: `instances/${encodeURIComponent(domain)}`,
    query,
    act
  })
  const shown = shownAttributes(data)
  const { terminal } = context
  terminal.out(json ? JSON.stringify(shown) : describeInstance(printable(shown), terminal))
  return EXIT.done
}
