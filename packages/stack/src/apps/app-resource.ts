import type { Installed, InstallKind } from '../installs/api.js'
import type { Instance } from '../instances/api.js'
import { appOrigin, type Subdomains } from '../instances/addresses.js'
import type { Resource } from '../server/json-api.js'

const isUsable = ({ state }: Installed): boolean => state === 'ready' || state === 'installed'

const linksOf = (
  kind: InstallKind,
  app: Installed,
  instance: Instance | undefined,
  subdomains: Subdomains
): Record<string, string> => {
  const self = `/${kind}/${app.slug}`
  return {
    self,
    ...(instance &&
      kind === 'apps' &&
      isUsable(app) && { related: `${appOrigin(instance, app.slug, subdomains)}/` }),
    ...(typeof app.icon === 'string' && app.icon !== '' && { icon: `${self}/icon/${app.version}` }),
    ...(kind === 'konnectors' && { permissions: `/permissions/konnectors/${app.slug}` })
  }
}

/** An installation as JSON:API. Only where `instance` is given does a web app link to where it is served. */
export const appResource = (
  kind: InstallKind,
  app: Installed,
  instance?: Instance,
  subdomains: Subdomains = 'nested'
): Resource => {
  const { _id, _rev, ...attributes } = app
  return {
    type: `io.cozy.${kind}`,
    id: _id,
    attributes,
    meta: _rev ? { rev: _rev } : {},
    links: linksOf(kind, app, instance, subdomains)
  }
}
