import type { Instance } from '../instances/api.js'
import type { Resource } from '../server/json-api.js'

/** Of the indexes and views of the real stack whose routes these are (`couchdb.IndexViewsVersion`): shown, never used. */
const INDEXES_VERSION = 38

/** An instance as the admin API shows it, in the order of the real stack: never a secret, which that one shows on PATCH. */
export const instanceResource = ({
  id,
  rev,
  domain,
  prefix,
  locale,
  context,
  diskQuota,
  details
}: Instance): Resource => {
  const { domain_aliases, org_domain, org_id, old_domain, uuid, oidc_id, franceconnect_id, ...more } = details
  const { onboarding_finished, password_defined, register_token, feature_flags, feature_sets, ...rest } = more
  return {
    type: 'instances',
    id,
    attributes: {
      domain,
      domain_aliases,
      org_domain,
      org_id,
      old_domain,
      prefix,
      locale,
      uuid,
      oidc_id,
      franceconnect_id,
      context,
      ...rest,
      ...(onboarding_finished && { onboarding_finished }),
      password_defined: password_defined === true,
      ...(diskQuota > 0 && { disk_quota: String(diskQuota) }),
      indexes_version: INDEXES_VERSION,
      register_token,
      feature_flags,
      feature_sets
    },
    meta: { rev },
    links: { self: `/instances/${id}` }
  }
}
