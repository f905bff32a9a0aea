import type { Document } from '@cozy-jobs/store'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { storedHash } from '../instances/passphrase.js'
import { invalidAttribute } from '../server/http-error.js'
import { sendResource } from '../server/json-api.js'
import { instanceOf, paramOf } from '../server/request.js'
import { permissionOf } from './allow.js'
import { sourceIdOf } from './app-permissions.js'
import { noteUpdate, type CozyMetadata } from './cozy-metadata.js'
import { isDoctypeName } from './doctype-name.js'
import { PERMISSION_ERRORS } from './errors.js'
import { parseGoTime } from './go-time.js'
import { PERMISSIONS } from './permission-indexes.js'
import { permissionMapOf } from './permission-map.js'
import { readPermission, type SentPermission } from './permission-request.js'
import { permissionResource } from './permission-resource.js'
import type { Permission } from './permission.js'
import { isRuleWithin } from './subset.js'
import { mayChangeShare } from './share-owner.js'
import { anyStoredPermission, storedAppPermission } from './stored-permission.js'
import { storedRules } from './stored-rules.js'

type Changes = Record<string, unknown>

/** A new password or end; an empty text takes away what was there. */
const changedLimits = async ({ password, expiresAt }: SentPermission): Promise<Changes> => {
  const changes: Changes = {}
  if (password !== undefined) changes.password = password === '' ? undefined : await storedHash(password)
  if (expiresAt === '') changes.expires_at = undefined
  else if (expiresAt !== undefined) {
    const parsed = parseGoTime(expiresAt)
    if ('error' in parsed) throw invalidAttribute('expires_at', parsed.error)
    changes.expires_at = parsed.time
  }
  return changes
}

/** The codes as they are given; a shortcode goes with its code. */
const changedCodes = ({ codes }: SentPermission, doc: Document): Changes => {
  const shortcodes = Object.entries((doc.shortcodes ?? {}) as Record<string, string>)
  const left = shortcodes.filter(([name]) => Object.hasOwn(codes, name))
  return { codes, shortcodes: left.length > 0 ? Object.fromEntries(left) : undefined }
}

/** Adds rules, each within what the one who asks may do; takes away those that come without a type. */
const changedRules = ({ rules: sent }: SentPermission, doc: Document, current: Permission): Changes => {
  let rules = [...storedRules(doc)]
  for (const rule of sent) {
    if (rule.type !== '' && !isDoctypeName(rule.type, { wildcard: true })) {
      throw PERMISSION_ERRORS.badDoctype(rule.type)
    }
    if (rule.type !== '' && !isRuleWithin(rule, current.rules)) throw PERMISSION_ERRORS.notSubset()
    rules = rules.filter(({ title }) => title !== rule.title)
    if (rule.type !== '') rules.push(rule)
  }
  return { permissions: rules.length > 0 ? permissionMapOf(rules) : undefined }
}

const changedMetadata = (
  { metadata }: SentPermission,
  doc: Document,
  { subject }: Permission,
  now: Date
): Changes => {
  if (metadata) return { cozyMetadata: metadata }
  if (!doc.cozyMetadata) return {}
  if (subject === '') throw PERMISSION_ERRORS.noSlug()
  return { cozyMetadata: noteUpdate(doc.cozyMetadata as CozyMetadata, subject, now.toISOString()) }
}

const withoutUndefined = (doc: Document): Document =>
  Object.fromEntries(Object.entries(doc).filter(([, value]) => value !== undefined)) as Document

const patch = async (
  request: FastifyRequest,
  reply: FastifyReply,
  read: () => Promise<Document>
): Promise<FastifyReply> => {
  const current = await permissionOf(request, reply)
  const sent = await readPermission(request)
  const hasRules = sent.rules.length > 0
  const hasCodes = Object.keys(sent.codes).length > 0
  const doc = await read()
  // Whoever has the rules may give them to any permission: that is how one app lets another use a document.
  if (!hasRules && !mayChangeShare(current, doc)) throw PERMISSION_ERRORS.notParent()
  if (hasRules && hasCodes) throw PERMISSION_ERRORS.codesOrRules()
  if (!hasRules && !hasCodes && !sent.hasLimits) throw PERMISSION_ERRORS.codesOrRules()
  const changed = {
    ...doc,
    ...(await changedLimits(sent)),
    ...(hasCodes && changedCodes(sent, doc)),
    ...(hasRules && changedRules(sent, doc, current)),
    ...changedMetadata(sent, doc, current, request.server.stack.clock.now())
  }
  const { documents } = instanceOf(request)
  const stored = await documents.put(PERMISSIONS, withoutUndefined(changed))
  return sendResource(reply, 200, permissionResource(stored))
}

/** `PATCH /permissions/…`: of one permission, of an app, of a konnector. */
export const addPatchRoutes = (server: FastifyInstance): void => {
  server.patch('/permissions/:permdocid', (request, reply) =>
    // Also one that has ended: it may be given a new end.
    patch(request, reply, () => anyStoredPermission(request, paramOf(request, 'permdocid')))
  )
  server.patch('/permissions/apps/:slug', (request, reply) =>
    patch(request, reply, () =>
      storedAppPermission(request, 'app', sourceIdOf('apps', paramOf(request, 'slug')))
    )
  )
  server.patch('/permissions/konnectors/:slug', (request, reply) =>
    patch(request, reply, () =>
      storedAppPermission(request, 'konnector', sourceIdOf('konnectors', paramOf(request, 'slug')))
    )
  )
}
