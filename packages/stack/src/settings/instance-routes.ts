import { isDeepStrictEqual } from 'node:util'
import type { Document } from '@cozy-jobs/store'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { currentSession } from '../auth/current-session.js'
import type { Instance } from '../instances/api.js'
import { allowDocument, permissionOf } from '../permissions/allow.js'
import { readBody } from '../server/body.js'
import { decodeJson } from '../server/go-json.js'
import { badJson, HttpError } from '../server/http-error.js'
import { instanceOf } from '../server/request.js'
import { instanceAttributes, redirectionOf } from './instance-attributes.js'
import { INSTANCE_SETTINGS_ID, readSettings, SETTINGS } from './instance-settings.js'
import { sendSettingsMap } from './send-settings.js'
import { permittedFields, splitSettings } from './settings-change.js'

type Fields = Record<string, unknown>

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The fields that a request sets, and the revision that it knows. Unlike elsewhere, attributes must be there. */
const readChange = async (request: FastifyRequest): Promise<{ fields: Fields; rev: string | undefined }> => {
  const body = decodeJson((await readBody(request)).toString())
  const data = isObject(body) ? body.data : undefined
  if (!isObject(data) || !isObject(data.attributes)) throw badJson()
  const { _id, _rev, ...fields } = data.attributes
  const rev = isObject(data.meta) ? data.meta.rev : undefined
  return { fields, rev: typeof rev === 'string' && rev !== '' ? rev : undefined }
}

const fieldsOf = ({ _id, _rev, ...fields }: Document): Fields => fields

/**
 * Writes settings where they differ from what is stored, as the real stack does: an old revision is a conflict then, and
 * none where nothing changes. The answer's revision is the one that was sent in that case.
 */
const writeSettings = async (
  { documents }: Instance,
  stored: Document,
  fields: Fields,
  rev: string | undefined
): Promise<string | undefined> => {
  if (isDeepStrictEqual(fieldsOf(stored), fields)) return rev
  const draft = { ...fields, _id: INSTANCE_SETTINGS_ID, ...(rev !== undefined && { _rev: rev }) }
  return (await documents.put(SETTINGS, draft))._rev
}

const show = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const instance = instanceOf(request)
  const { config } = request.server.stack
  // Whoever has a token may read it, whatever its permissions, as on the real stack.
  await permissionOf(request, reply)
  const stored = await readSettings(instance)
  const { sponsorships = [], password_defined = true } = instance.details
  const attributes = {
    ...fieldsOf(stored),
    ...instanceAttributes(instance),
    password_defined,
    ...(sponsorships.length > 0 && { sponsorships }),
    default_redirection: redirectionOf(config, instance, stored.default_redirection)
  }
  return sendSettingsMap(reply, 'instance', attributes, stored._rev)
}

const change = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const instance = instanceOf(request)
  const { config, instances } = request.server.stack
  const { fields, rev } = await readChange(request)
  await allowDocument(request, reply, 'PUT', SETTINGS, { ...fields, _id: INSTANCE_SETTINGS_ID })
  const stored = await readSettings(instance)
  const isAdministration = (await permissionOf(request, reply)).type === 'cli'
  const permitted = isAdministration ? fields : permittedFields(config, instance, fields, fieldsOf(stored))
  const split = splitSettings(instance, permitted)
  await instances.update(instance, split.change)
  const written = await writeSettings(instance, stored, split.kept, rev)
  // What a run sees of its instance is a copy: the attributes are those that were stored just now.
  const current = instances.get(instance.domain) ?? instance
  return sendSettingsMap(reply, 'instance', { ...split.kept, ...instanceAttributes(current) }, written)
}

const forgetMove = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const instance = instanceOf(request)
  if (!(await currentSession(request, instance))) throw new HttpError(403)
  const { moved_from: from, ...kept } = await readSettings(instance)
  if (from !== undefined && from !== null) await instance.documents.put(SETTINGS, kept)
  return reply.code(204).send()
}

/** `GET` and `PUT /settings/instance`, and what is shown there until its owner has seen it. */
export const addInstanceRoutes = (server: FastifyInstance): void => {
  server.get('/settings/instance', show)
  server.put('/settings/instance', change)
  server.delete('/settings/instance/moved_from', forgetMove)
}
