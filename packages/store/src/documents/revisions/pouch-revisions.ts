import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import type { PouchDocument } from '../pouch.js'
import { revisionHash, type CountedAttachment } from './revision.js'

type Rev = (document?: object, deterministic?: boolean) => string

/** By which way PouchDB's adapters come to the function that makes revisions. */
const WAY = ['pouchdb-adapter-leveldb-core', 'pouchdb-adapter-utils']

const ours = new WeakSet<Rev>()

/**
 * PouchDB counts the id in where it computes a revision, and CouchDB doesn't. It has no setting for that, so that the one
 * function which computes them is replaced; what else may use PouchDB in this process keeps its own revisions.
 */
export function reviseAsCouch(adapter: string): void {
  let require = createRequire(adapter)
  for (const name of WAY) require = createRequire(require.resolve(name))
  const made = require('pouchdb-utils') as { rev: Rev }
  const original = made.rev
  if (ours.has(original)) return
  const rev: Rev = (document, deterministic) =>
    document && isRecord(document) ? hashOf(document) : original(document, deterministic)
  ours.add(rev)
  made.rev = rev
}

/** Nobody else's documents have a text of JSON for their only field. */
function isRecord(document: object): document is PouchDocument {
  const { body } = document as PouchDocument
  if (typeof body !== 'string' || !body.startsWith('{')) return false
  return Object.keys(document).every(name => name === 'body' || name.startsWith('_'))
}

const hashOf = ({ _rev, _deleted, _attachments = {}, body = '{}' }: PouchDocument): string =>
  revisionHash({
    deleted: _deleted === true,
    after: _rev,
    body,
    attachments: Object.entries(_attachments).map(count)
  })

const textOr = (value: unknown, other: string): string => (typeof value === 'string' ? value : other)

/** One that stays as it is comes with its digest alone: `md5-` and base64. */
function count([name, attachment]: [string, unknown]): CountedAttachment {
  const { content_type, data, digest } = attachment as Record<string, unknown>
  const md5 =
    typeof data === 'string'
      ? createHash('md5').update(data, 'base64').digest()
      : Buffer.from(textOr(digest, '').replace(/^md5-/, ''), 'base64')
  return { name, type: textOr(content_type, 'application/octet-stream'), md5 }
}
