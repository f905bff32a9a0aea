import { writeQuietly, type FileStore } from '@cozy-jobs/store'
import type { FastifyRequest } from 'fastify'
import { CONTACTS, createMyself } from '../contacts/myself.js'
import type { Instance } from '../instances/api.js'
import { instanceOf } from '../server/request.js'

/**
 * The doctypes that each instance of the real stack has from its first moment, with the indexes that it makes for
 * itself (`CreateDB` of model/instance/lifecycle, `Indexes` of pkg/couchdb): a query on them needs none of its own.
 */
const STANDING: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'com.bitwarden.ciphers': { 'by-folder-id': ['folder_id'], 'by-organization-id': ['organization_id'] },
  'io.cozy.apps': {},
  'io.cozy.contacts': { 'by-me': ['me'], 'by-groups': ['relationships.groups.data'] },
  'io.cozy.files': {
    'dir-children': ['dir_id', '_id'],
    'dir-by-path': ['path'],
    'by-mime-updated-at': ['mime', 'trashed', 'updated_at'],
    'by-sharing-status': ['metadata.sharing.status'],
    'by-dir-id-updated-at': ['dir_id', 'updated_at']
  },
  'io.cozy.files.versions': {},
  'io.cozy.jobs': {
    'by-worker-and-state': ['worker', 'state'],
    'by-trigger-id': ['trigger_id', 'queued_at'],
    'by-queued-at': ['queued_at']
  },
  'io.cozy.konnectors': {},
  'io.cozy.notifications': { 'by-source-id': ['source_id', 'created_at'] },
  'io.cozy.oauth.clients': {
    'by-client-name': ['client_name'],
    'by-notification-platform': ['notification_platform']
  },
  'io.cozy.permissions': { 'by-source-and-type': ['source_id', 'type'] },
  'io.cozy.sessions.logins': { 'by-os-browser-ip': ['os', 'browser', 'ip'] },
  'io.cozy.sharings': { active: ['active'] },
  'io.cozy.triggers': { 'by-worker-and-type': ['worker', 'type'] }
}

export const STANDING_DOCTYPES: readonly string[] = Object.keys(STANDING)

const made = new WeakMap<FileStore, Map<string, Promise<void>>>()

const make = async (instance: Instance, doctype: string): Promise<void> => {
  const { documents } = instance
  const isNew = !(await documents.hasDoctype(doctype))
  await documents.createDoctype(doctype)
  for (const [name, fields] of Object.entries(STANDING[doctype] ?? {})) {
    await documents.createIndex(doctype, { ddoc: name, index: { fields } })
  }
  // An instance of the real stack has its owner among its contacts before any trigger can be there.
  if (doctype === CONTACTS && isNew) await writeQuietly(() => createMyself(instance))
}

/** Before a route whose path names a doctype. */
export const ensureStanding = (request: FastifyRequest): Promise<void> => {
  const { doctype = '' } = request.params as { doctype?: string }
  return ensureStandingDoctype(instanceOf(request), doctype)
}

/** Makes a standing doctype when it is first asked for: all of them at the start would double its time. */
export const ensureStandingDoctype = async (instance: Instance, doctype: string): Promise<void> => {
  if (!Object.hasOwn(STANDING, doctype)) return
  const { files } = instance
  const known = made.get(files) ?? new Map<string, Promise<void>>()
  made.set(files, known)
  let making = known.get(doctype)
  if (!making) {
    making = make(instance, doctype)
    known.set(doctype, making)
    making.catch(() => known.delete(doctype))
  }
  await making
}
