import { EXIT } from '../../errors.js'
import { askAdmin } from '../../http/admin-request.js'
import { instanceUrl } from '../../http/instance-url.js'
import type { Run } from '../../registry/command.js'
import type { ADD_OPTIONS } from './command.js'
import { newDomain, shownAttributes, type InstanceResource } from './instance.js'
import { readQuota } from './quota.js'

/** As "cozy-jobs stack" gives one to its first instance. */
const PASSPHRASE = 'cozy'

export const run: Run<typeof ADD_OPTIONS> = async ({ args, options, json }, context) => {
  const [typed = ''] = args
  const act = `add the instance ${typed}`
  const port = options['admin-port']
  const { env, terminal } = context
  const DiskQuota = readQuota(options['disk-quota'], act)
  const domain = await newDomain(typed, port, context)
  const { data } = await askAdmin<{ data: InstanceResource }>(port, context, {
    method: 'POST',
    path: 'instances',
    query: {
      Domain: domain,
      Passphrase: options.passphrase ?? env['COZY_PASSPHRASE'] ?? PASSPHRASE,
      Locale: options.locale ?? 'en',
      Email: options.email,
      PublicName: options['public-name'],
      Timezone: options.tz,
      ContextName: options.context,
      Apps: options.apps,
      DiskQuota
    },
    act
  })
  const shown = shownAttributes(data)
  terminal.out(json ? JSON.stringify(shown) : `Added ${terminal.cyan(instanceUrl(shown.domain).href)}`)
  return EXIT.done
}
