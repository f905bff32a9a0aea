import { isDoctypeName } from '../permissions/doctype-name.js'
import { parsePermissionMap, permissionMapOf } from '../permissions/permission-map.js'
import { decodeObject } from '../server/go-json.js'
import { HttpError } from '../server/http-error.js'
import type { InstallKind } from './api.js'
import { INSTALL_ERRORS } from './errors.js'
import { flagOf, listOf, mapOf, textOf, type Fields } from './manifest-fields.js'

/** Texts that the stack reads itself; of another type they make the manifest unreadable. */
const TEXTS = ['version', 'name', 'name_prefix', 'icon', 'editor', 'language', 'on_delete_account'] as const

const ONE_ROUTE = { '/': { folder: '/', index: 'index.html', public: false } }

const routesOf = (value: unknown): Fields =>
  mapOf(value, route => ({
    folder: textOf(route.folder),
    index: textOf(route.index),
    public: flagOf(route.public)
  })) ?? ONE_ROUTE

const servicesOf = (value: unknown): Fields | null =>
  mapOf(value, service => ({
    type: textOf(service.type),
    file: textOf(service.file),
    debounce: textOf(service.debounce),
    trigger: textOf(service.trigger),
    trigger_id: ''
  }))

const isSomething = (value: unknown): boolean =>
  typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : Boolean(value)

const NOTIFICATION_FIELDS = [
  'description',
  'collapsible',
  'multiple',
  'stateful',
  'default_priority',
  'time_to_live',
  'templates',
  'min_interval'
]

const notificationsOf = (value: unknown): Fields | null =>
  mapOf(value, kind =>
    Object.fromEntries(
      NOTIFICATION_FIELDS.filter(name => isSomething(kind[name])).map(name => [name, kind[name]])
    )
  )

const intentsOf = (value: unknown): Fields[] | null =>
  listOf(value, intent => ({
    action: textOf(intent.action),
    type: intent.type ?? null,
    href: textOf(intent.href)
  }))

const webappFields = (manifest: Fields): Fields => {
  const terms = (manifest.terms ?? {}) as Fields
  return {
    terms: { url: textOf(terms.url), version: textOf(terms.version) },
    intents: intentsOf(manifest.intents),
    routes: routesOf(manifest.routes),
    services: servicesOf(manifest.services),
    locales: mapOf(manifest.locales, texts => texts),
    notifications: notificationsOf(manifest.notifications)
  }
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
    const manifest = decodeObject(text)
    for (const name of TEXTS) textOf(manifest[name])
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
