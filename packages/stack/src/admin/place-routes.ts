import type { FastifyInstance } from 'fastify'
import { checkContents } from '../files/fsck.js'
import { diskUsage } from '../files/disk-usage.js'
import { FileSystem } from '../files/file-system.js'
import { directorySize } from '../files/listing-routes.js'
import { FILES, ROOT_ID, TRASH_ID } from '../files/tree.js'
import { VERSIONS } from '../files/versions.js'
import type { Instance } from '../instances/api.js'
import { sendJson } from '../server/json-api.js'
import { queryOf } from '../server/request.js'
import { instanceOfPath } from './named-instance.js'
import { parseBoolean } from './parameters.js'

/** Documents of indexes are counted too, as CouchDB does. */
const documentsIn = async ({ documents }: Instance, doctype: string): Promise<number> =>
  (await documents.hasDoctype(doctype)) ? (await documents.info(doctype)).count : 0

/** Where the data of an instance are, how much they are, whether they are whole. */
export const addPlaceRoutes = (server: FastifyInstance): void => {
  const { store } = server.stack
  server.get('/instances/:domain/prefix', (request, reply) =>
    sendJson(reply, 200, instanceOfPath(request).prefix)
  )
  server.get('/instances/:domain/swift-prefix', (request, reply) => {
    instanceOfPath(request)
    // The contents are in a folder, as on a real stack without Swift.
    return sendJson(reply, 200, null)
  })
  server.get('/instances/:domain/disk-usage', async (request, reply) => {
    const instance = instanceOfPath(request)
    const { files, versions } = await diskUsage(store, instance)
    const trashed =
      queryOf(request, 'include') === 'trash' ? await directorySize(new FileSystem(instance), TRASH_ID) : 0
    const count = await documentsIn(instance, FILES)
    const versionsCount = await documentsIn(instance, VERSIONS)
    return sendJson(reply, 200, {
      used: String(files + versions),
      ...(instance.diskQuota > 0 && { quota: String(instance.diskQuota) }),
      ...(count > 0 && { doc_count: count }),
      ...(files > 0 && { files: String(files) }),
      ...(versions > 0 && { versions: String(versions) }),
      ...(versionsCount > 0 && { versions_count: String(versionsCount) }),
      ...(trashed > 0 && { trashed: String(trashed) })
    })
  })
  server.get('/instances/:domain/fsck', async (request, reply) => {
    const instance = instanceOfPath(request)
    const onlyIndex = parseBoolean(queryOf(request, 'IndexIntegrity')) === true
    const found = onlyIndex ? [] : await checkContents(instance, ROOT_ID)
    const shown = parseBoolean(queryOf(request, 'FailFast')) === true ? found.slice(0, 1) : found
    return reply
      .code(200)
      .header('content-type', 'text/plain; charset=utf-8')
      .send(shown.map(problem => `${JSON.stringify(problem)}\n`).join(''))
  })
}
