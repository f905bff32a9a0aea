import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Verb } from '../permissions/rule.js'
import { readBody } from '../server/body.js'
import { decodeJson } from '../server/go-json.js'
import { badJson } from '../server/http-error.js'
import { sendRelations } from '../server/json-api.js'
import { instanceOf, paramOf } from '../server/request.js'
import { allowFile } from './allow-file.js'
import { FILE_ERRORS } from './errors.js'
import { isDirectory, type FileEntry } from './file-document.js'
import { FileSystem } from './file-system.js'
import { touchedMetadata } from './metadata.js'

interface Reference {
  id: string
  type: string
}

const referenceOf = (value: unknown): Reference => {
  if (typeof value !== 'object' || value === null) throw badJson()
  const { id = '', type = '' } = value as Record<string, unknown>
  if (typeof id !== 'string' || typeof type !== 'string') throw badJson()
  return { id, type }
}

/** The references of a body, one or several. */
const readReferences = async (request: FastifyRequest): Promise<Reference[]> => {
  const body = (await readBody(request)).toString()
  let document: unknown
  try {
    document = decodeJson(body)
  } catch {
    throw badJson()
  }
  const { data } = (document ?? {}) as { data?: unknown }
  return (Array.isArray(data) ? (data as unknown[]) : [data]).map(referenceOf)
}

const isSame = (one: Reference, other: Reference): boolean => one.id === other.id && one.type === other.type

type Change = (there: Reference[], given: Reference[], entry: FileEntry) => Reference[]

/** As the real stack: a file takes the same reference twice, a directory does not. */
const add: Change = (there, given, entry) =>
  isDirectory(entry)
    ? given.reduce((all, one) => (all.some(other => isSame(other, one)) ? all : [...all, one]), there)
    : [...there, ...given]

const remove: Change = (there, given) =>
  there.filter(reference => !given.some(other => isSame(other, reference)))

type Field = 'referenced_by' | 'not_synchronized_on'

const handler =
  (field: Field, verb: Verb, change: Change) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const files = new FileSystem(instanceOf(request))
    const entry = await files.byId(paramOf(request, 'id'))
    if (field === 'not_synchronized_on' && !isDirectory(entry)) throw FILE_ERRORS.missing()
    await allowFile(request, reply, verb, files, entry)
    const given = await readReferences(request)
    const before = (entry[field] as Reference[] | undefined) ?? []
    const references = change(before, given, entry)
    const { [field]: _before, ...kept } = entry
    const stored = await files.put({
      ...kept,
      ...(references.length > 0 && { [field]: references }),
      cozyMetadata: await touchedMetadata(request, reply, entry)
    })
    // Where there was none and none came, Go has no list.
    const told = before.length + given.length === 0 ? null : references
    return sendRelations(reply, 200, told, { rev: stored._rev, count: references.length })
  }

/** What refers to a file or directory, and the devices that do not want a directory. */
export const addReferenceRoutes = (server: FastifyInstance): void => {
  const referencedBy = '/files/:id/relationships/referenced_by'
  server.post(referencedBy, handler('referenced_by', 'PATCH', add))
  server.delete(referencedBy, handler('referenced_by', 'DELETE', remove))
  const notSynchronizedOn = '/files/:id/relationships/not_synchronized_on'
  server.post(notSynchronizedOn, handler('not_synchronized_on', 'PATCH', add))
  server.delete(notSynchronizedOn, handler('not_synchronized_on', 'PATCH', remove))
}
