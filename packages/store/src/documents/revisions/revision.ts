import { hash } from 'node:crypto'
import { TAG, TermWriter } from './external-term.js'

/** An attachment as it counts for a revision. */
export interface CountedAttachment {
  name: string
  type: string
  /** Of its contents. */
  md5: Buffer
}

/** What a revision is computed from. The id is no part of it: two documents of the same content have the same one. */
export interface Edit {
  deleted: boolean
  /** The revision that it follows; none where the document is new. */
  after: string | undefined
  /** The fields of the owner, as JSON text. */
  body: string
  attachments: CountedAttachment[]
}

/** The first byte of every term that is written out. */
const VERSION = 131

const writer = new TermWriter()

/**
 * The hash of a new revision, as CouchDB computes it (`couch_db:new_revid`), bit for bit: the same edit of the same
 * fields in the same order has the same revision here and there. (Attachments of a kind that CouchDB compresses have
 * another digest there.)
 */
export function revisionHash({ deleted, after, body, attachments }: Edit): string {
  writer.restart()
  writer.byte(VERSION)
  writer.list(5)
  writer.atom(String(deleted))
  writeOld(after)
  writer.json(JSON.parse(body))
  if (attachments.length > 0) writer.list(attachments.length)
  for (const { name, type, md5 } of attachments.toReversed()) {
    writer.byte(TAG.tuple)
    writer.byte(3)
    writer.text(name)
    writer.text(type)
    writer.binary(md5)
  }
  // The end of the attachments, and of the whole.
  writer.byte(TAG.nil)
  writer.byte(TAG.nil)
  return hash('md5', writer.written())
}

/** A hash of the usual length is its bytes, any other is a text. */
function writeOld(rev: string | undefined): void {
  if (rev === undefined) {
    writer.number(0)
    writer.number(0)
    return
  }
  const dash = rev.indexOf('-')
  const old = rev.slice(dash + 1)
  writer.number(Number(rev.slice(0, dash)))
  if (old.length === 32) writer.binary(Buffer.from(old, 'hex'))
  else writer.text(old)
}
