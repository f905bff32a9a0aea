import { goKind, GoJsonError } from '../../server/go-json.js'

type Kind = 'string' | 'boolean' | 'number' | 'texts' | 'object' | 'metadata' | 'any'

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
  ['cozyMetadata', 'metadata']
]

/** What CouchDB gives: of the right type where it is sent, and dropped. */
const GIVEN: readonly (readonly [string, Kind])[] = [
  ['_id', 'string'],
  ['_rev', 'string']
]

/** Go finds a field in whichever letters it is written. */
const BY_NAME = new Map([...FIELDS, ...GIVEN].map(([name, kind]) => [name.toLowerCase(), { name, kind }]))

const GO_TYPES: Readonly<Record<Kind, string>> = {
  string: 'string',
  boolean: 'bool',
  number: 'int',
  texts: '[]string',
  object: 'map[string]notification.Properties',
  metadata: 'metadata.CozyMetadata',
  any: 'interface {}'
}

const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isOf = (kind: Kind, value: unknown): boolean => {
  switch (kind) {
    case 'any':
      return true
    case 'object':
    case 'metadata':
      return isObject(value)
    case 'texts':
      return Array.isArray(value) && value.every(item => typeof item === 'string')
    default:
      return typeof value === kind
  }
}

const wrongType = (name: string, kind: Kind, value: unknown): GoJsonError => {
  const isList = kind === 'texts' && Array.isArray(value)
  const got: unknown = isList ? value.find(one => typeof one !== 'string') : value
  const type = GO_TYPES[isList ? 'string' : kind]
  return new GoJsonError(
    `json: cannot unmarshal ${goKind(got)} into Go struct field Client.${name} of type ${type}`
  )
}

/**
 * What the real stack keeps of a client's request; other fields (`tos_uri`, `contacts`) are dropped. Of a field that is
 * there twice the last counts. Throws 400 for one of another type, where the real stack answers 500.
 */
export const readClientFields = (given: Record<string, unknown>): Record<string, unknown> => {
  const kept: Record<string, unknown> = {}
  for (const [written, value] of Object.entries(given)) {
    const field = BY_NAME.get(written.toLowerCase())
    if (!field || value === null) continue
    if (!isOf(field.kind, value)) throw wrongType(field.name, field.kind, value)
    kept[field.name] = value
  }
  for (const [name] of GIVEN) delete kept[name]
  return kept
}

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  value === false ||
  value === 0 ||
  (isObject(value) && Object.keys(value).length === 0)

const isKept = (value: unknown, kind: Kind, always: boolean): boolean => {
  if (value === undefined) return false
  // What Go knows no type of is left out only where it is null.
  return always || (kind === 'any' ? value !== null : !isEmpty(value))
}

/** In the real stack's order, without what is empty, unless it always stands there. */
export const inOrder = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    FIELDS.filter(([name, kind, always]) => isKept(fields[name], kind, always !== undefined)).map(
      ([name]) => [name, fields[name]]
    )
  )
