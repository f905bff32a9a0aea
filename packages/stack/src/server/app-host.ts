import type { FastifyRequest } from 'fastify'
import type { Instances } from '../instances/api.js'
import { headerOf } from './request.js'

/** Whether a request is for a web app, which lives one name below its instance: `drive.cozy.localhost:8080`. */
export const isAppHost = (request: FastifyRequest, instances: Instances): boolean => {
  const host = headerOf(request, 'host').toLowerCase()
  if (instances.get(host)) return false
  const [, parent = ''] = /^[^.]+\.(.+)$/.exec(host) ?? []
  return instances.get(parent) !== undefined
}
