import type { FastifyRequest } from 'fastify'
import type { Instance } from '../instances/api.js'
import type { Permission } from '../permissions/permission.js'
import { queryOf } from '../server/request.js'

/** The `cozyMetadata` of a new file or directory: who made it, when, from where. */
export const newMetadata = (
  request: FastifyRequest,
  instance: Instance,
  { type, slug }: Permission,
  options: { uploaded: boolean }
): Record<string, unknown> => {
  const date = request.server.stack.clock.now().toISOString()
  const url = `http://${instance.domain}/`
  const account = queryOf(request, 'SourceAccount')
  const identifier = queryOf(request, 'SourceAccountIdentifier')
  const app = type === 'cli' ? undefined : { slug, date, instance: url }
  return {
    doctypeVersion: '1',
    metadataVersion: 1,
    createdAt: date,
    ...(app && { createdByApp: slug }),
    updatedAt: date,
    ...(app && { updatedByApps: [app] }),
    ...(account && { sourceAccount: account }),
    ...(identifier && { sourceAccountIdentifier: identifier }),
    createdOn: url,
    ...(options.uploaded && { uploadedAt: date, ...(app && { uploadedBy: { slug } }), uploadedOn: url })
  }
}
