import type { Installed, Installer } from '../installs/api.js'
import { appOrigin, type Subdomains } from '../instances/addresses.js'
import type { Instance } from '../instances/api.js'
import { answersIntent } from './answers-intent.js'
import type { IntentService } from './intent.js'

/** More apps than anybody has. */
const EVERYTHING = 100_000

export const installedApps = async (
  installs: Pick<Installer, 'list'>,
  instance: Instance
): Promise<readonly Installed[]> =>
  (await installs.list(instance, 'apps', { start: '', limit: EVERYTHING })).apps

/** The page of an app, with the intent in its query, before what its `href` has behind a `#`. */
const pageOf = (
  instance: Instance,
  slug: string,
  href: string,
  subdomains: Subdomains,
  id: string
): string => {
  const hash = href.indexOf('#')
  const path = hash < 0 ? href : href.slice(0, hash)
  const url = new URL(`${appOrigin(instance, slug, subdomains)}/`)
  // A question mark in it belongs to the path, as on the real stack.
  if (path !== '') url.pathname = path
  url.search = `?intent=${id}`
  if (hash >= 0 && hash < href.length - 1) url.hash = href.slice(hash)
  return url.href
}

/** The installed apps that can do it, in order of their slugs. */
export const findServices = (
  apps: readonly Installed[],
  instance: Instance,
  subdomains: Subdomains,
  intent: { id: string; action: string; type: string }
): IntentService[] =>
  apps.flatMap(app => {
    const href = answersIntent(app, intent)
    return href === undefined
      ? []
      : [{ slug: app.slug, href: pageOf(instance, app.slug, href, subdomains, intent.id) }]
  })
