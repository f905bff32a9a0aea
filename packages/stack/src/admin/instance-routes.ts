import type { FastifyInstance, FastifyRequest } from 'fastify'
import { StackError } from '../errors.js'
import type { Instance } from '../instances/api.js'
import { invalidParameter, JsonApiError, notFound } from '../server/http-error.js'
import { sendJson, sendResource, sendResources } from '../server/json-api.js'
import { sendNotImplemented } from '../server/not-found.js'
import { paramOf, queryOf } from '../server/request.js'
import { instanceResource } from './instance-resource.js'

export const namedInstance = (request: FastifyRequest, domain: string): Instance => {
  const instance = request.server.stack.instances.get(domain.toLowerCase())
  if (!instance) throw notFound('Instance not found')
  return instance
}

const refusal = (error: unknown): unknown => {
  if (!(error instanceof StackError)) return error
  if (error.code === 'domain_taken') return new JsonApiError(409, 'Instance already exists')
  if (error.code === 'domain_invalid') {
    return invalidParameter('domain', "Domain name contains illegal characters or can't be used")
  }
  return error
}

const FIELDS = {
  Locale: 'locale',
  Email: 'email',
  PublicName: 'publicName',
  ContextName: 'context',
  Passphrase: 'passphrase'
} as const

const optionsOf = (request: FastifyRequest): Record<string, string> =>
  Object.fromEntries(
    Object.entries(FIELDS).flatMap(([name, field]) => {
      const value = queryOf(request, name)
      return value === '' ? [] : [[field, value]]
    })
  )

/** In bytes, 0 for no limit; undefined where the request does not say. Throws 422 for what is no number. */
const quotaOf = (request: FastifyRequest): number | undefined => {
  const text = queryOf(request, 'DiskQuota')
  if (text === '') return undefined
  // The real stack answers 500.
  if (!/^[+-]?\d{1,15}$/.test(text))
    throw invalidParameter('DiskQuota', 'Disk quota is not a number of bytes')
  return Math.max(0, Number(text))
}

/** Make, list, show and destroy instances. */
export const addInstanceRoutes = (server: FastifyInstance): void => {
  const { instances, engine } = server.stack
  server.get('/instances', (_request, reply) =>
    sendResources(reply, 200, instances.list().map(instanceResource))
  )
  server.post('/instances', async (request, reply) => {
    try {
      const diskQuota = quotaOf(request)
      const instance = await instances.create({
        ...optionsOf(request),
        ...(diskQuota !== undefined && { diskQuota }),
        domain: queryOf(request, 'Domain')
      })
      return sendResource(reply, 201, instanceResource(instance))
    } catch (error) {
      throw refusal(error)
    }
  })
  server.get('/instances/count', (_request, reply) =>
    sendJson(reply, 200, { count: instances.list().length })
  )
  server.get('/instances/:domain', (request, reply) =>
    sendResource(reply, 200, instanceResource(namedInstance(request, paramOf(request, 'domain'))))
  )
  server.patch('/instances/:domain', async (request, reply) => {
    const instance = namedInstance(request, paramOf(request, 'domain'))
    const unknown = Object.keys(request.query as object).find(name => name !== 'DiskQuota')
    if (unknown !== undefined) return sendNotImplemented(reply, `PATCH /instances/:domain?${unknown}=…`)
    const diskQuota = quotaOf(request)
    if (diskQuota !== undefined) await instances.setDiskQuota(instance, diskQuota)
    return sendResource(reply, 200, instanceResource(instance))
  })
  server.delete('/instances/:domain', async (request, reply) => {
    const instance = namedInstance(request, paramOf(request, 'domain'))
    // First, so that nothing fires on an instance that is going.
    for (const { _id } of await engine.triggers.list(instance)) await engine.triggers.remove(instance, _id)
    await instances.destroy(instance.domain)
    return reply.code(204).send()
  })
}
