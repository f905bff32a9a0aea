import type { StackConfig } from '../config.js'
import type { Instance } from '../instances/api.js'

/** What this stack can do, as clients and pages ask for it. */
export const capabilitiesOf = (
  { subdomains }: Pick<StackConfig, 'subdomains'>,
  { details }: Pick<Instance, 'details'>
): Record<string, boolean> => ({
  file_versioning: true,
  flat_subdomains: subdomains === 'flat',
  can_auth_with_password: !details.magic_link,
  can_auth_with_magic_links: details.magic_link === true,
  can_auth_with_oidc: false
})
