import { GoJsonError } from '../../server/go-json.js'

type Kind = 'string' | 'boolean' | 'number' | 'texts' | 'object' | 'any'

/** The fields of a client in the order in which the real stack writes them, and whether an empty one is left out. */
const FIELDS: readonly (readonly [string, Kind, 'kept'?])[] = [
  ['client_id', 'string'],
  ['client_secret', 'string'],
  ['client_secret_expires_at', 'number', 'kept'],
  ['registration_access_token', 'string'],
  ['allow_login_scope', 'boolean'],
  ['pending', 'boolean'],
  ['redirect_uris', 'texts', 'kept'],
  ['grant_types', 'texts', 'kept'],
  ['response_types', 'texts', 'kept'],
  ['client_name', 'string', 'kept'],
  ['client_kind', 'string'],
  ['client_uri', 'string'],
  ['logo_uri', 'string'],
  ['policy_uri', 'string'],
  ['software_id', 'string', 'kept'],
  ['software_version', 'string'],
  ['client_os', 'string'],
  ['notifications', 'object'],
  ['notification_platform', 'string'],
  ['notification_device_token', 'string'],
  ['synchronized_at', 'any'],
  ['last_refreshed_at', 'any'],
  ['flagship', 'boolean'],
  ['certified_from_store', 'boolean'],
  ['created_at_onboarding', 'boolean'],
  ['oidc_session_id', 'string'],
  ['cozyMetadata', 'any']
]

const GO_TYPES: Readonly<Record<Kind, string>> = {
  string: 'string',
  boolean: 'bool',
  number: 'int',
  texts: '[]string',
  object: 'map[string]notification.Properties',
  any: 'interface {}'
}

const goKind = (value: unknown): string =>
  Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value

const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isOf = (kind: Kind, value: unknown): boolean => {
  switch (kind) {
    case 'any':
      return true
    case 'object':
      return isObject(value)
    case 'texts':
      return Array.isArray(value) && value.every(item => typeof item === 'string')
    default:
      return typeof value === kind
  }
}

/**
 * What the real stack keeps of a client's request; other fields (`tos_uri`, `contacts`) are dropped. Throws 400 for one
 * of another type, where the real stack answers 500.
 */
export const readClientFields = (given: Record<string, unknown>): Record<string, unknown> => {
  const kept: Record<string, unknown> = {}
  for (const [name, kind] of FIELDS) {
    const value = Object.hasOwn(given, name) ? given[name] : undefined
    if (value === undefined || value === null) continue
    if (!isOf(kind, value)) {
      throw new GoJsonError(
        `json: cannot unmarshal ${goKind(value)} into Go struct field Client.${name} of type ${GO_TYPES[kind]}`
      )
    }
    kept[name] = value
  }
  return kept
}

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  value === false ||
  value === 0 ||
  (isObject(value) && Object.keys(value).length === 0)

/** In the real stack's order, without what is empty, unless it always stands there. */
export const inOrder = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    FIELDS.filter(([name, , kept]) => (kept ? fields[name] !== undefined : !isEmpty(fields[name]))).map(
      ([name]) => [name, fields[name]]
    )
  )
