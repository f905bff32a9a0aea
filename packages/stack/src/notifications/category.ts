import { isLinked, linkedSlug, type OAuthClient } from '../auth/clients/client.js'
import { findClient } from '../auth/clients/find-clients.js'
import { isObject } from '../engine/execution/attempt.js'
import type { Installs } from '../installs/api.js'
import { INSTALL_ERRORS } from '../installs/errors.js'
import type { Instance } from '../instances/api.js'
import type { Permission } from '../permissions/permission.js'
import { NOTIFICATION_ERRORS } from './errors.js'

/** One kind of notification, as its manifest or its client declares it. */
export interface Category {
  /** Only its last one matters: a phone shows no other. */
  collapsible: boolean
  /** One whose state is that of the last is not sent again. */
  stateful: boolean
  /** Nanoseconds. */
  minInterval: number
}

/** Who sends, and what it has declared. */
export interface Sender {
  originator: 'app' | 'konnector' | 'oauth'
  /** '' for a client that is no form of an app. */
  slug: string
  category: Category
}

export const readCategory = (declared: unknown): Category => {
  const given = isObject(declared) ? declared : {}
  return {
    collapsible: given.collapsible === true,
    stateful: given.stateful === true,
    minInterval: typeof given.min_interval === 'number' ? given.min_interval : 0
  }
}

const NO_PROPERTIES: Category = { collapsible: false, stateful: false, minInterval: 0 }

const ofName = (declared: unknown, name: string): Category => {
  if (!isObject(declared) || !Object.hasOwn(declared, name)) throw NOTIFICATION_ERRORS.unknownCategory()
  return readCategory(declared[name])
}

const ofManifest = async (
  installs: Installs,
  instance: Instance,
  kind: 'apps' | 'konnectors',
  slug: string,
  name: string
): Promise<Category> => {
  const app = await installs.current(instance, kind, slug)
  if (!app) throw INSTALL_ERRORS.notInstalled()
  if (!app.notifications) throw NOTIFICATION_ERRORS.noCategory()
  return ofName(app.notifications, name)
}

/** A client that is another form of an app has what that app declares, any other what it said when it registered. */
const ofClient = async (
  installs: Installs,
  instance: Instance,
  client: OAuthClient | undefined,
  name: string
): Promise<Sender> => {
  if (!client) throw NOTIFICATION_ERRORS.unauthorized()
  const slug = isLinked(client) ? linkedSlug(client) : ''
  if (slug !== '') {
    return { originator: 'oauth', slug, category: await ofManifest(installs, instance, 'apps', slug, name) }
  }
  // One that has declared none at all may send any, as on the real stack.
  const category = client.notifications === undefined ? NO_PROPERTIES : ofName(client.notifications, name)
  return { originator: 'oauth', slug, category }
}

/** Who asks, and what of this category was declared. Throws 403 for all but apps, konnectors and clients of OAuth. */
export const senderOf = async (
  installs: Installs,
  instance: Instance,
  { type, slug, subject }: Permission,
  name: string
): Promise<Sender> => {
  switch (type) {
    case 'app':
      return { originator: 'app', slug, category: await ofManifest(installs, instance, 'apps', slug, name) }
    case 'konnector': {
      const category = await ofManifest(installs, instance, 'konnectors', slug, name)
      return { originator: 'konnector', slug, category }
    }
    case 'oauth':
      return ofClient(installs, instance, await findClient(instance, subject), name)
    default:
      throw NOTIFICATION_ERRORS.unauthorized()
  }
}
