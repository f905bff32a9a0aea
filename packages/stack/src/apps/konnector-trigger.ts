import type { FastifyInstance } from 'fastify'
import type { TriggerDraft } from '../engine/api.js'
import type { Installed } from '../installs/api.js'
import { INSTALL_ERRORS } from '../installs/errors.js'
import { allowTrigger } from '../jobs/allow-jobs.js'
import { answered } from '../jobs/errors.js'
import { triggerResource } from '../jobs/resources.js'
import { permissionOf } from '../permissions/allow.js'
import { sendResource } from '../server/json-api.js'
import { instanceOf, paramOf, queryOf } from '../server/request.js'
import { scheduleOf } from './konnector-schedule.js'

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Whether the konnector writes files: it then gets a folder, whose id stands here from its first run on. */
const savesFiles = ({ folders, fields }: Installed): boolean => {
  if (Array.isArray(folders)) return true
  const advanced = isObject(fields) ? fields.advanced_fields : undefined
  return isObject(advanced) && advanced.folderPath !== undefined && advanced.folderPath !== null
}

const draftOf = (konnector: Installed, account: string, createdByApp: string): TriggerDraft => ({
  type: '@cron',
  arguments: scheduleOf(konnector),
  worker: 'konnector',
  message: {
    account,
    ...(savesFiles(konnector) && { folder_to_save: 'yes' }),
    konnector: konnector.slug
  },
  ...(createdByApp && { createdByApp })
})

/** `POST /konnectors/:slug/trigger`: runs a konnector for an account, as often as its manifest says. */
export const addKonnectorTrigger = (server: FastifyInstance): void => {
  const { installs, engine } = server.stack
  server.post('/konnectors/:slug/trigger', async (request, reply) => {
    const instance = instanceOf(request)
    const konnector = await installs.find(instance, 'konnectors', paramOf(request, 'slug'))
    if (!konnector) throw INSTALL_ERRORS.notInstalled()
    const { slug } = await permissionOf(request, reply)
    const draft = draftOf(konnector, queryOf(request, 'AccountID'), slug)
    await allowTrigger(request, reply, 'POST', draft)
    const trigger = await answered(engine.triggers.create(instance, draft))
    if (queryOf(request, 'ExecNow') === 'true') await answered(engine.triggers.launch(instance, trigger._id))
    return sendResource(reply, 201, triggerResource(trigger))
  })
}
