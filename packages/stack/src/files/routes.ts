import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { permissionOf } from '../permissions/allow.js'
import type { RouteFamily } from '../server/family.js'
import { sendResource } from '../server/json-api.js'
import { instanceOf, paramOf, queryOf } from '../server/request.js'
import { addAllDocsRoutes } from './all-docs.js'
import { allowFile } from './allow-file.js'
import { addArchiveRoutes } from './archive-routes.js'
import { forbidForms } from './content-security.js'
import { createDirectory } from './directories.js'
import { sendContent } from './download.js'
import { FILE_ERRORS } from './errors.js'
import { isDirectory, type FileEntry, type StoredFile } from './file-document.js'
import { addChangeRoutes } from './file-changes.js'
import { entryResource } from './file-resource.js'
import { FileSystem } from './file-system.js'
import { addPatchRoutes } from './patch-routes.js'
import { sendEntry } from './send-entry.js'
import { addCopyRoutes } from './copy.js'
import { addFindRoutes } from './find.js'
import { addFsckRoutes } from './fsck.js'
import { refusePage } from './pdf-page.js'
import { addSharedDriveRoutes } from './shared-drives.js'
import { addLinkRoutes } from './download-links.js'
import { addListingRoutes } from './listing-routes.js'
import { addReferenceRoutes } from './references.js'
import { addMetadataRoutes } from './sent-metadata.js'
import { addVersionRoutes } from './version-routes.js'
import { addTrashRoutes } from './trash-routes.js'
import { createFile, overwriteFile } from './upload.js'

const filesOf = (request: FastifyRequest): FileSystem => new FileSystem(instanceOf(request))

const asFile = (entry: FileEntry): StoredFile => {
  if (isDirectory(entry)) throw FILE_ERRORS.missing()
  return entry
}

/** By `Type`; a map, since an object also has what every object has: `constructor`. */
const CREATIONS = new Map<string, typeof createFile>([
  ['file', createFile],
  ['directory', createDirectory]
])

const addCreation = (server: FastifyInstance): void => {
  const handler = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const create = CREATIONS.get(queryOf(request, 'Type'))
    if (!create) throw FILE_ERRORS.badType()
    return sendResource(reply, 201, entryResource(await create(request, reply, paramOf(request, 'id'))))
  }
  server.post('/files/', handler)
  server.post('/files/:id', handler)
  server.put('/files/:id', async (request, reply) => {
    const file = asFile(await filesOf(request).byId(paramOf(request, 'id')))
    return sendEntry(request, reply, await overwriteFile(request, reply, file), { withVersions: true })
  })
}

const addReading = (server: FastifyInstance): void => {
  const byId = (request: FastifyRequest): Promise<FileEntry> => filesOf(request).byId(paramOf(request, 'id'))
  const byPath = (request: FastifyRequest): Promise<FileEntry> =>
    filesOf(request).byPath(queryOf(request, 'Path'))
  const read =
    (find: (request: FastifyRequest) => Promise<FileEntry>) =>
    async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      const entry = await find(request)
      await allowFile(request, reply, 'GET', filesOf(request), entry)
      return sendEntry(request, reply, entry, { withVersions: true })
    }
  const download =
    (find: (request: FastifyRequest) => Promise<FileEntry>) =>
    async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      const file = asFile(await find(request))
      await allowFile(request, reply, 'GET', filesOf(request), file)
      if (find === byPath) forbidForms(request, reply)
      refusePage(request)
      return sendContent(request, reply, file)
    }
  server.get('/files/metadata', read(byPath))
  server.get('/files/:id', async (request, reply) => {
    // Here alone the token is looked at before the file.
    await permissionOf(request, reply)
    return read(byId)(request, reply)
  })
  server.head('/files/:id', async (request, reply) => {
    await allowFile(request, reply, 'GET', filesOf(request), await byId(request))
    return reply.code(200).send()
  })
  server.route({ method: ['GET', 'HEAD'], url: '/files/download', handler: download(byPath) })
  server.route({ method: ['GET', 'HEAD'], url: '/files/download/:id', handler: download(byId) })
}

const BAD_BODY = 'A body that is malformed is 400, not 500.'

const DIFFERENCES: Readonly<Record<string, string>> = {
  'POST /files/':
    'By Path it needs the permission too, where the real stack asks for none; Metadata that is no JSON is 400, not 500.',
  'PATCH /files/': BAD_BODY,
  'PATCH /files/:id': 'A change of the root or the trash is 400, not 500.',
  'POST /files/:id/copy':
    'A copy of what is in the trash is not marked as trashed itself; a name with a slash is 422.',
  'POST /files/:id/relationships/not_synchronized_on': BAD_BODY,
  'DELETE /files/:id/relationships/not_synchronized_on': BAD_BODY,
  'POST /files/:id/relationships/referenced_by': BAD_BODY,
  'DELETE /files/:id/relationships/referenced_by': BAD_BODY,
  'POST /files/:id/versions': BAD_BODY,
  'GET /files/_changes': 'What a client does not synchronize is in it.',
  'POST /files/archive': `Pages of a PDF are 501; a name that leads outside is made safe. ${BAD_BODY}`,
  'GET /files/download': 'Page of a PDF is 501.',
  'GET /files/download/:id': 'Page of a PDF is 501.',
  'POST /files/downloads': 'Without Path, Id and VersionId 404, not 500.',
  'GET /files/fsck': 'Looked at anew each time: the real stack remembers what it found for three months.',
  'POST /files/trash/:id': 'What is not in the trash is 400, not 500.',
  'DELETE /files/trash/:id': 'The root and the trash are never destroyed: 400.',
  'POST /files/upload/metadata': BAD_BODY
}

/** `/files`: the tree of files and directories, and their contents. */
export const fileRoutes: RouteFamily = {
  name: 'files',
  port: 'instance',
  fidelity:
    "Directories page by page with their sizes, uploads, reading by id and path, downloads (ranges, conditions and links too), changes one by one and in batches, trash, copies, references, old versions, archives, _find, _all_docs, _changes, quota, fsck, shared drives' directory. Of JPEG, PNG and GIF size, date, place, orientation and flash are read; of other types nothing, and a date without a zone is in UTC. Thumbnails, notes, single pages of a PDF, the contents of shared drives, `_changes` without what a client does not synchronise, and alerts of a full quota are not there. Names in an archive are made safe to unpack.",
  differences: DIFFERENCES,
  register(server) {
    addCreation(server)
    addReading(server)
    addPatchRoutes(server)
    addTrashRoutes(server)
    addMetadataRoutes(server)
    addCopyRoutes(server)
    addListingRoutes(server)
    addFindRoutes(server)
    addLinkRoutes(server)
    addReferenceRoutes(server)
    addVersionRoutes(server)
    addArchiveRoutes(server)
    addChangeRoutes(server)
    addAllDocsRoutes(server)
    addSharedDriveRoutes(server)
    addFsckRoutes(server)
  }
}
