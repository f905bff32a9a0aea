import { StoreError } from '@cozy-jobs/store'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { isDirectory, type FileEntry } from '../files/file-document.js'
import { FILE_ERRORS } from '../files/errors.js'
import { FileSystem } from '../files/file-system.js'
import { touchedMetadata } from '../files/metadata.js'
import { FILES } from '../files/tree.js'
import { badRequest } from '../server/http-error.js'
import type { Identifier } from '../server/json-api.js'
import { instanceOf } from '../server/request.js'
import { isSame, notesOf, type Relation } from './relation.js'
import { allowRelation, readIdentifiers, targetOf, type Target } from './relation-request.js'

type NotesChange = (notes: Identifier[], entry: FileEntry, target: Target) => Identifier[]

const identify = ({ id, type }: Target): Identifier => ({ id, type })

/** A directory notes a document once; a file as often as it is told, as on the real stack. */
const add: NotesChange = (notes, entry, target) =>
  isDirectory(entry) && notes.some(note => isSame(note, target)) ? notes : [...notes, identify(target)]

const remove: NotesChange = (notes, _entry, { legacyId, ...target }) =>
  notes.filter(
    note => !isSame(note, target) && (legacyId === undefined || !isSame(note, { ...target, id: legacyId }))
  )

const entriesOf = async (files: FileSystem, ids: readonly string[]): Promise<FileEntry[]> => {
  const unique = [...new Set(ids)]
  if (unique.includes('')) throw FILE_ERRORS.missing()
  return Promise.all(unique.map(id => files.byId(id)))
}

const change = async (
  request: FastifyRequest,
  reply: FastifyReply,
  relation: Relation,
  { verb, notes }: { verb: 'PUT' | 'DELETE'; notes: NotesChange }
): Promise<FastifyReply> => {
  const { documents } = instanceOf(request)
  const target = targetOf(request)
  const identifiers = await readIdentifiers(request)
  await allowRelation(request, reply, target, { onTarget: verb, onFiles: 'PATCH' })
  const ids = identifiers.map(({ id }) => id)
  const entries = await entriesOf(new FileSystem(instanceOf(request)), ids)
  if (relation.directoriesOnly && !entries.every(isDirectory)) {
    throw badRequest('Cannot add not_synchronized_on on files')
  }
  const drafts = entries.map(async entry => {
    const { [relation.field]: _notes, ...draft } = entry
    const left = notes(notesOf(entry, relation), entry, target)
    const cozyMetadata = await touchedMetadata(request, reply, entry)
    return { ...draft, ...(left.length > 0 && { [relation.field]: left }), cozyMetadata }
  })
  const results = await documents.bulk(FILES, await Promise.all(drafts))
  if (results.some(result => 'error' in result)) throw new StoreError('conflict', 'Document update conflict.')
  return reply.code(204).send()
}

/** Notes a document on files. */
export const addRelation = (
  request: FastifyRequest,
  reply: FastifyReply,
  relation: Relation
): Promise<FastifyReply> => change(request, reply, relation, { verb: 'PUT', notes: add })

/** Takes the note of a document off files. */
export const removeRelation = (
  request: FastifyRequest,
  reply: FastifyReply,
  relation: Relation
): Promise<FastifyReply> => change(request, reply, relation, { verb: 'DELETE', notes: remove })
