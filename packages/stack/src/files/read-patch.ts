import type { FastifyRequest } from 'fastify'
import { readBody } from '../server/body.js'
import { decodeJson } from '../server/go-json.js'
import { badJson } from '../server/http-error.js'
import { readResource } from '../server/json-api.js'

/** What a request may change of a file or directory. What is absent stays as it is. */
export interface Patch {
  name?: string
  dir_id?: string
  tags?: string[]
  updated_at?: string
  executable?: boolean
  encrypted?: boolean
  /** Whatever it is, type and class are worked out again from the name. */
  class?: string
  metadata?: Record<string, unknown>
  cozyMetadata?: { favorite?: boolean | null }
  move_to_trash?: boolean
  permanent_delete?: boolean
}

const isText = (value: unknown): boolean => typeof value === 'string'
const isFlag = (value: unknown): boolean => typeof value === 'boolean'
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isDate = (value: unknown): boolean =>
  typeof value === 'string' &&
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(value) &&
  !Number.isNaN(Date.parse(value))

const FIELDS: Readonly<Record<keyof Patch, (value: unknown) => boolean>> = {
  name: isText,
  dir_id: isText,
  tags: value => Array.isArray(value) && value.every(isText),
  updated_at: isDate,
  executable: isFlag,
  encrypted: isFlag,
  class: isText,
  metadata: isObject,
  cozyMetadata: value => isObject(value) && (value.favorite == null || isFlag(value.favorite)),
  move_to_trash: isFlag,
  permanent_delete: isFlag
}

/** A relationship `parent` says the same as `dir_id`, and counts more. */
const parentOf = ({ relationships }: Record<string, unknown>): { dir_id?: string } => {
  if (!isObject(relationships) || !('parent' in relationships)) return {}
  const data = isObject(relationships.parent) ? relationships.parent.data : undefined
  if (!isObject(data) || typeof data.id !== 'string') throw badJson()
  return { dir_id: data.id }
}

const patchOf = (resource: Record<string, unknown>, attributes: Record<string, unknown>): Patch => {
  const given = Object.entries(attributes).filter(
    ([name, value]) => Object.hasOwn(FIELDS, name) && value !== null
  )
  if (!given.every(([name, value]) => FIELDS[name as keyof Patch](value))) throw badJson()
  return { ...Object.fromEntries(given), ...parentOf(resource) }
}

/** The patch of a body with one resource. Throws 400 for anything else. */
export const readPatch = async (request: FastifyRequest): Promise<Patch> => {
  const resource = await readResource(request)
  return patchOf(resource, resource.attributes)
}

/** The patches of a body with a list of resources, each with the id that it is for. */
export const readPatches = async (request: FastifyRequest): Promise<{ id: string; patch: Patch }[]> => {
  const body = (await readBody(request)).toString()
  let document: unknown
  try {
    document = decodeJson(body)
  } catch {
    throw badJson()
  }
  if (!isObject(document) || !Array.isArray(document.data)) throw badJson()
  return (document.data as unknown[]).map(resource => {
    if (!isObject(resource) || !isObject(resource.attributes)) throw badJson()
    const id = typeof resource.id === 'string' ? resource.id : ''
    return { id, patch: patchOf(resource, resource.attributes) }
  })
}
