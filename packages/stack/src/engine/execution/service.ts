import { join, posix } from 'node:path'
import type { InstalledService } from '../../installs/api.js'
import { EngineError } from '../errors.js'
import { decodeJson, sortedJson } from '../jobs/encoded-json.js'
import { getTrigger } from '../triggers/trigger-store.js'
import { isObject, textOf, type Attempt, type Prepare } from './attempt.js'
import { JOB_ERRORS } from './job-error.js'
import { commonRequest, runProgram } from './program.js'

interface ServiceMessage {
  slug: string
  name: string
  file: string
  /** JSON text, or '' for none. */
  fields: string
}

const readMessage = (message: unknown): ServiceMessage => {
  if (message === null) throw JOB_ERRORS.noMessage()
  if (!isObject(message)) throw JOB_ERRORS.badMessage()
  const options = isObject(message.message) ? message.message : message
  return {
    slug: textOf(options.slug),
    name: textOf(options.name),
    file: textOf(options.service_file),
    fields: options.fields === undefined ? '' : JSON.stringify(options.fields)
  }
}

const findService = (
  services: Record<string, InstalledService>,
  { name, file }: ServiceMessage
): InstalledService => {
  const service = name
    ? Object.hasOwn(services, name)
      ? services[name]
      : undefined
    : Object.values(services).find(one => one.file === file)
  if (!service) throw JOB_ERRORS.noService(name)
  return service
}

/** A trigger that an older manifest has made for what is another service by now. */
const refuseOrphan = async (
  { instance, job }: Attempt,
  service: InstalledService,
  name: string
): Promise<void> => {
  if (!job.trigger_id || !service.trigger_id || job.trigger_id === service.trigger_id) return
  try {
    const { message } = await getTrigger(instance, job.trigger_id)
    if (textOf(isObject(message) ? message.name : undefined) !== name) throw JOB_ERRORS.orphan(job.trigger_id)
  } catch (error) {
    // An @at is gone once it has fired.
    if (!(error instanceof EngineError)) throw error
  }
}

const couchDoc = (event: string | null): string => {
  const decoded = decodeJson(event)
  return isObject(decoded) ? sortedJson(decoded.doc ?? null) : ''
}

/** A service: one file of an installed app, with the app's own token. */
export const prepareService: Prepare = async attempt => {
  const { parts, instance, job } = attempt
  const message = readMessage(job.message)
  const app = await parts.installs.current(instance, 'apps', message.slug)
  if (!app) throw JOB_ERRORS.notInstalled()
  if (app.state === 'installed') await parts.installs.activate(instance, 'apps', message.slug)
  else if (app.state !== 'ready') throw JOB_ERRORS.appNotReady()
  const service = findService(app.services ?? {}, message)
  await refuseOrphan(attempt, service, message.name)
  const credentials = await parts.installs.token(instance, 'apps', message.slug, job._id)
  // Read as a path from the root of the app's folder: nothing outside of it can be named.
  const file = join(parts.installs.folder(instance, 'apps', app), posix.join('/', service.file))
  return () =>
    runProgram(attempt, {
      ...commonRequest(attempt),
      kind: 'service',
      slug: message.slug,
      source: { file },
      credentials,
      doc: couchDoc(job.event),
      fields: message.fields
    })
}
