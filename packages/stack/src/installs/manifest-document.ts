import { isDoctypeName } from '../permissions/doctype-name.js'
import { parsePermissionMap, permissionMapOf } from '../permissions/permission-map.js'
import { decodeObject } from '../server/go-json.js'
import { HttpError } from '../server/http-error.js'
import type { InstallKind } from './api.js'
import { INSTALL_ERRORS } from './errors.js'
import { dateOf, fieldsOf, flagOf, integerOf, listOf, mapOf, textOf, type Fields } from './manifest-fields.js'

/** What the stack reads itself, of every manifest and of each kind: another type makes the manifest unreadable. */
const TEXTS = `slug source state version available_version checksum error name icon`.split(' ')
const TEXTS_OF = {
  apps: ['name_prefix', 'editor', 'client_url_flag'],
  konnectors: ['language', 'on_delete_account']
} as const

const ONE_ROUTE = { '/': { folder: '/', index: 'index.html', public: false } }

const routesOf = (value: unknown): Fields =>
  mapOf(value, member => {
    const route = fieldsOf(member)
    return { folder: textOf(route.folder), index: textOf(route.index), public: flagOf(route.public) }
  }) ?? ONE_ROUTE

const serviceOf = (member: unknown): Fields => {
  const service = fieldsOf(member)
  return {
    type: textOf(service.type),
    file: textOf(service.file),
    debounce: textOf(service.debounce),
    trigger: textOf(service.trigger),
    trigger_id: ''
  }
}

const isSomething = (value: unknown): boolean =>
  typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : Boolean(value)

/** The fields of a kind of notification, in the order in which they are stored, each with what reads it. */
const NOTIFICATION_FIELDS: Readonly<Record<string, (value: unknown) => unknown>> = {
  description: textOf,
  collapsible: flagOf,
  multiple: flagOf,
  stateful: flagOf,
  default_priority: textOf,
  time_to_live: integerOf,
  templates: value => mapOf(value, textOf),
  min_interval: integerOf
}

const notificationOf = (member: unknown): Fields => {
  const kind = fieldsOf(member)
  return Object.fromEntries(
    Object.entries(NOTIFICATION_FIELDS)
      .map(([name, read]) => [name, read(kind[name])] as const)
      .filter(([, value]) => isSomething(value))
  )
}

const intentOf = (member: unknown): Fields => {
  const intent = fieldsOf(member)
  return { action: textOf(intent.action), type: listOf(intent.type, textOf), href: textOf(intent.href) }
}

/** Both '' where there are none. */
export const termsOf = (value: unknown): Fields => {
  const terms = fieldsOf(value)
  return { url: textOf(terms.url), version: textOf(terms.version) }
}

const webappFields = (manifest: Fields): Fields => ({
  terms: termsOf(manifest.terms),
  intents: listOf(manifest.intents, intentOf),
  routes: routesOf(manifest.routes),
  services: mapOf(manifest.services, serviceOf),
  locales: mapOf(manifest.locales, texts => texts && fieldsOf(texts)),
  notifications: mapOf(manifest.notifications, notificationOf)
})

/** Of a konnector these are stored as they stand, once they have been found readable. */
const checkKonnector = (manifest: Fields): void => {
  flagOf(manifest.clientSide)
  fieldsOf(manifest.parameters)
  termsOf(manifest.terms)
  mapOf(manifest.notifications, notificationOf)
}

const TYPES = { apps: 'webapp', konnectors: 'konnector' } as const

const checkType = (kind: InstallKind, slug: string, type: unknown): void => {
  if ((type !== 'webapp' && type !== 'konnector') || type === TYPES[kind]) return
  throw kind === 'apps' ? INSTALL_ERRORS.notAWebapp(slug) : INSTALL_ERRORS.notAKonnector(slug)
}

/**
 * Reads the text of a manifest into the fields that are stored: those that the stack knows in its own form, defaults
 * included, all others as they stand. `onProblem` is told why a manifest is refused as malformed.
 */
export const readManifest = (
  kind: InstallKind,
  slug: string,
  text: string,
  onProblem: (why: string) => void
): Fields => {
  let fields: Fields
  try {
    // A document of the stack has its type beside it, and not in it.
    const { _type, ...manifest } = decodeObject(text)
    for (const name of [...TEXTS, ...TEXTS_OF[kind]]) textOf(manifest[name])
    for (const name of ['created_at', 'updated_at']) dateOf(manifest[name])
    if (kind === 'konnectors') checkKonnector(manifest)
    const permissions = permissionMapOf(parsePermissionMap(manifest.permissions))
    fields = {
      ...manifest,
      ...(kind === 'apps' && webappFields(manifest)),
      version: textOf(manifest.version),
      permissions
    }
  } catch (error) {
    onProblem(error instanceof Error ? error.message : String(error))
    throw INSTALL_ERRORS.badManifest()
  }
  for (const { type } of parsePermissionMap(fields.permissions)) {
    if (!isDoctypeName(type, { wildcard: true }))
      throw new HttpError(403, `${type} is not a valid doctype name`)
  }
  checkType(kind, slug, fields.type)
  return fields
}
