import type { FastifyRequest } from 'fastify'
import { readBody } from '../server/body.js'
import { decodeJson } from '../server/go-json.js'
import { badRequest } from '../server/http-error.js'
import type { Share } from './ratio.js'

type Entries = readonly (readonly [string, unknown])[]

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const read = async (request: FastifyRequest): Promise<unknown> =>
  decodeJson((await readBody(request)).toString())

/** What a flag can't be named: CouchDB keeps these names for itself, and the real stack fails with 500. */
const checkName = (name: string): void => {
  if (name.startsWith('_')) throw badRequest(`Flag ${name} begins with an underscore`)
}

/** The flags to be changed; null takes one away. Throws 400 for what is no object, where the real stack answers 500. */
export const readFlagPatch = async (request: FastifyRequest): Promise<Entries> => {
  const patch = await read(request)
  if (patch === null) return []
  if (!isObject(patch)) throw badRequest('Flags are an object: names and values')
  Object.keys(patch).forEach(checkName)
  return Object.entries(patch)
}

const shareOf = (name: string, item: unknown): Share => {
  const { ratio = 0, value = null } = isObject(item) ? item : { ratio: undefined }
  if (!isObject(item) || typeof ratio !== 'number' || ratio < 0 || ratio > 1) {
    throw badRequest(`Flag ${name} is a list of {"ratio": from 0 to 1, "value": anything}`)
  }
  return { ratio, value }
}

/** The flags of a context to be changed, each a list of shares; null and an empty list take one away. */
export const readSharesPatch = async (request: FastifyRequest): Promise<Entries> =>
  (await readFlagPatch(request)).map(([name, shares]) => {
    if (shares === null) return [name, null] as const
    if (!Array.isArray(shares))
      throw badRequest(`Flag ${name} is a list of {"ratio": from 0 to 1, "value": anything}`)
    return [name, shares.length === 0 ? null : shares.map(share => shareOf(name, share))] as const
  })

/** The names of sets, in their order; null for none at all. */
export const readSets = async (request: FastifyRequest): Promise<string[] | null> => {
  const sets = await read(request)
  if (sets === null) return null
  if (!Array.isArray(sets) || !sets.every(set => typeof set === 'string')) {
    throw badRequest('Sets are a list of names')
  }
  return sets.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
}

/** The flags with those that change: null takes one away. */
export const patched = (
  flags: Readonly<Record<string, unknown>>,
  patch: Entries
): Record<string, unknown> => {
  const all = new Map(Object.entries(flags))
  for (const [name, value] of patch) {
    if (value === null) all.delete(name)
    else all.set(name, value)
  }
  return Object.fromEntries(all)
}
