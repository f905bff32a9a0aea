import type { Instance } from '../instances/api.js'
import type { Resource } from '../server/json-api.js'

/** An instance as the admin API shows it: never its secret. */
export const instanceResource = (instance: Instance): Resource => ({
  type: 'instances',
  id: instance.prefix,
  attributes: {
    domain: instance.domain,
    prefix: instance.prefix,
    locale: instance.locale,
    context: instance.context,
    ...(instance.diskQuota > 0 && { disk_quota: String(instance.diskQuota) }),
    onboarding_finished: true,
    password_defined: true
  },
  meta: {},
  links: { self: `/instances/${instance.prefix}` }
})
