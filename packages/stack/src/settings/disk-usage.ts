import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { currentSession } from '../auth/current-session.js'
import { diskUsage } from '../files/disk-usage.js'
import { directorySize } from '../files/listing-routes.js'
import { FILES, TRASH_ID } from '../files/tree.js'
import { FileSystem } from '../files/file-system.js'
import { allowId, permissionOf } from '../permissions/allow.js'
import { matchesType, matchesVerb } from '../permissions/match.js'
import { instanceOf, queryOf } from '../server/request.js'
import { SETTINGS } from './instance-settings.js'
import { sendSettings } from './send-settings.js'

const ID = `${SETTINGS}.disk-usage`

/** Whoever may read it, each page of the owner's (its bar shows it), and whoever may add files somewhere, by a share too. */
const allowReading = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
  const { type, rules } = await permissionOf(request, reply)
  if (type === 'app' && (await currentSession(request, instanceOf(request)))) return
  const mayAdd = rules.some(rule => matchesType(rule, FILES) && matchesVerb(rule, 'POST'))
  if (!mayAdd) await allowId(request, reply, 'GET', SETTINGS, ID)
}

/** `GET /settings/disk-usage`: in bytes, as texts, what the files and their old versions take. */
export const addDiskUsageRoutes = (server: FastifyInstance): void => {
  server.get('/settings/disk-usage', async (request, reply) => {
    await allowReading(request, reply)
    const instance = instanceOf(request)
    const { files, versions } = await diskUsage(server.stack.store, instance)
    const attributes = {
      used: String(files + versions),
      ...(instance.diskQuota > 0 && { quota: String(instance.diskQuota) }),
      files: String(files),
      ...(queryOf(request, 'include') === 'trash' && {
        trash: String(await directorySize(new FileSystem(instance), TRASH_ID))
      }),
      versions: String(versions)
    }
    return sendSettings(reply, 'disk-usage', attributes)
  })
}
