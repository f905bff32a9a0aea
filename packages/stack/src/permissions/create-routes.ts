import { sequentialId, type Draft } from '@cozy-jobs/store'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { linkedSlug } from '../auth/clients/client.js'
import { checkWritable } from '../data/reserved.js'
import { FILES } from '../files/tree.js'
import { storedHash } from '../instances/passphrase.js'
import { invalidAttribute } from '../server/http-error.js'
import { sendResource } from '../server/json-api.js'
import { instanceOf, queryOf } from '../server/request.js'
import { warn } from '../server/warn.js'
import { permissionOf } from './allow.js'
import { sourceIdOf } from './app-permissions.js'
import { parseBigDuration } from './big-duration.js'
import { completeMetadata, type CozyMetadata } from './cozy-metadata.js'
import { PERMISSION_ERRORS } from './errors.js'
import { parseGoTime } from './go-time.js'
import { matchesType } from './match.js'
import { PERMISSIONS } from './permission-indexes.js'
import { permissionMapOf } from './permission-map.js'
import { readPermission } from './permission-request.js'
import { permissionResource } from './permission-resource.js'
import type { Permission } from './permission.js'
import type { Rule } from './rule.js'
import { shareCodes } from './share-codes.js'
import { isSubset, isWider } from './subset.js'

const HOUR = 3_600_000

/** The end of the year 9999, behind which dates have no four digits. */
const LAST_TIME = Date.UTC(9999, 11, 31, 23, 59, 59)

const isTrue = (text: string): boolean => ['1', 't', 'T', 'true', 'TRUE', 'True'].includes(text)

/** What no calendar of JavaScript reaches is for ever, or over since long. */
const dateAt = (time: number): string => new Date(Math.min(Math.max(time, 0), LAST_TIME)).toISOString()

/** When the share ends, and whether its shortcodes are of six digits: for no longer than an hour. */
const limitsOf = (
  request: FastifyRequest,
  expiresAt: string | undefined,
  now: Date
): { end: string | undefined; tiny: boolean } => {
  const ttl = queryOf(request, 'ttl')
  if (ttl !== '') {
    const duration = parseBigDuration(ttl)
    // What is no duration is passed over, as on the real stack.
    const end = duration === undefined ? undefined : dateAt(now.getTime() + duration)
    return { end, tiny: isTrue(queryOf(request, 'tiny')) && (duration ?? 0) <= HOUR }
  }
  if (expiresAt === undefined) return { end: undefined, tiny: false }
  const parsed = parseGoTime(expiresAt)
  if ('error' in parsed) throw invalidAttribute('expires_at', parsed.error)
  return { end: parsed.time, tiny: false }
}

/** Throws 403 unless whoever asks may give these rules to others. */
const checkRules = (rules: readonly Rule[], parent: Permission): void => {
  if (parent.type === 'share') throw PERMISSION_ERRORS.onlyApps()
  if (!isSubset(rules, parent.rules)) throw PERMISSION_ERRORS.notSubset()
  for (const rule of rules) if (!matchesType(rule, FILES)) checkWritable(rule.type)
}

const warnOfWiderRules = (request: FastifyRequest, rules: readonly Rule[], parent: Permission): void => {
  for (const rule of rules) {
    if (!isWider(rule, parent.rules)) continue
    warn(
      request.server.stack,
      `A share of ${parent.slug || 'the command line'} allows more on ${rule.type} than ${parent.slug || 'its token'} may do itself: its rule names no verbs or no values, and that means all of them. Name them.`
    )
  }
}

const metadataOf = ({ client, slug, subject }: Permission, now: Date): CozyMetadata => {
  const date = now.toISOString()
  // Without a linked app the real stack writes the client's id there.
  const app = client ? linkedSlug(client) || subject : slug
  return {
    doctypeVersion: '1',
    metadataVersion: 1,
    createdAt: date,
    ...(app && { createdByApp: app }),
    updatedAt: date,
    ...(app && { updatedByApps: [{ slug: app, date }] })
  }
}

/** Who made it: the first line of the updates also says on which Cozy. */
const withInstance = (metadata: CozyMetadata, instance: string): CozyMetadata => {
  const [first, ...others] = metadata.updatedByApps ?? []
  return first ? { ...metadata, updatedByApps: [{ ...first, instance }, ...others] } : metadata
}

/** What an app and its mobile form share is one's and the other's. */
const sourceOf = ({ client, sourceId }: Permission): string =>
  client && linkedSlug(client) ? sourceIdOf('apps', linkedSlug(client)) : sourceId

/** `POST /permissions`: a part of one's own permissions for whoever has the code. */
export const addCreateRoute = (server: FastifyInstance): void => {
  server.post('/permissions', async (request, reply) => {
    const parent = await permissionOf(request, reply)
    const instance = instanceOf(request)
    const now = server.stack.clock.now()
    const sent = await readPermission(request)
    const { end, tiny } = limitsOf(request, sent.expiresAt, now)
    checkRules(sent.rules, parent)
    warnOfWiderRules(request, sent.rules, parent)
    // Without names there is one code all the same, whose name is empty.
    const names = queryOf(request, 'codes').split(',')
    const metadata = completeMetadata(sent.metadata, metadataOf(parent, now))
    const draft: Draft = {
      _id: sequentialId(),
      type: 'share',
      ...(sourceOf(parent) && { source_id: sourceOf(parent) }),
      ...(sent.rules.length > 0 && { permissions: permissionMapOf(sent.rules) }),
      ...(end !== undefined && { expires_at: end }),
      ...(await shareCodes(instance, names, { tiny, now })),
      ...(sent.password && { password: await storedHash(sent.password) }),
      cozyMetadata: withInstance(metadata, instance.domain)
    }
    return sendResource(reply, 200, permissionResource(await instance.documents.put(PERMISSIONS, draft)))
  })
}
