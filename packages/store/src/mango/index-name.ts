import { createHash } from 'node:crypto'
import { TAG, TermWriter } from '../documents/revisions/external-term.js'

/** The first byte of every term that is written out. */
const VERSION = 131

/** What a name is computed from: all that was asked for, its options in the order of their names. */
export interface NamedIndex {
  definition: object
  ddoc: string | undefined
  name: string | undefined
  type: string
  w: number
}

/**
 * The name that CouchDB gives an index, or its design document, where none is given (`mango_idx:gen_name`): the same
 * request has the same name here and there, whatever the doctype.
 */
export function indexName({ definition, ddoc, name, type, w }: NamedIndex): string {
  const writer = new TermWriter()
  const option = (key: string, write: () => void): void => {
    writer.byte(TAG.tuple)
    writer.byte(2)
    writer.atom(key)
    write()
  }
  const nameOf = (given: string | undefined) => () =>
    given === undefined ? writer.atom('auto_name') : writer.text(given)
  writer.byte(VERSION)
  writer.byte(TAG.tuple)
  writer.byte(2)
  writer.json(definition)
  writer.list(6)
  option('ddoc', nameOf(ddoc))
  option('def', () => writer.json(definition))
  option('name', nameOf(name))
  option('partitioned', () => writer.atom('db_default'))
  option('type', () => writer.text(type))
  option('w', () => writer.number(w))
  writer.byte(TAG.nil)
  return createHash('sha1').update(writer.written()).digest('hex')
}
