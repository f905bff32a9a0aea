import type { StackConfig } from '../config.js'

/** What this stack can do, as clients and pages ask for it. */
export const capabilitiesOf = ({ subdomains }: Pick<StackConfig, 'subdomains'>): Record<string, boolean> => ({
  file_versioning: true,
  flat_subdomains: subdomains === 'flat',
  can_auth_with_password: true,
  can_auth_with_magic_links: false,
  can_auth_with_oidc: false
})
