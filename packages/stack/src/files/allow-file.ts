import type { FastifyReply, FastifyRequest } from 'fastify'
import { permissionOf } from '../permissions/allow.js'
import { PERMISSION_ERRORS } from '../permissions/errors.js'
import { allowsDocument } from '../permissions/match.js'
import type { Verb } from '../permissions/rule.js'
import type { FileSystem } from './file-system.js'
import { FILES } from './tree.js'

/** Throws 403 unless the verb is allowed on a file, or on a directory in which it lies, however far up. */
export const allowFile = async (
  request: FastifyRequest,
  reply: FastifyReply,
  verb: Verb,
  files: FileSystem,
  entry: Record<string, unknown> & { dir_id?: string }
): Promise<void> => {
  const { rules } = await permissionOf(request, reply)
  let above: (Record<string, unknown> & { dir_id?: string }) | undefined = entry
  while (above) {
    if (allowsDocument(rules, verb, FILES, above)) return
    above = above.dir_id ? await files.directory(above.dir_id) : undefined
  }
  throw PERMISSION_ERRORS.forbidden()
}
