import type { FastifyInstance } from 'fastify'
import { connectedClients } from '../auth/clients/find-clients.js'
import { currentSession } from '../auth/current-session.js'
import { sendClientsLimitPage } from '../auth/pages/limit-page.js'
import { checkRedirect, defaultRedirection } from '../auth/redirect.js'
import type { Flags } from '../features/flag-documents.js'
import { instanceFlags } from '../features/instance-flags.js'
import type { Instance } from '../instances/api.js'
import { allowId } from '../permissions/allow.js'
import { HttpError } from '../server/http-error.js'
import { instanceOf, queryOf } from '../server/request.js'
import type { Stack } from '../stack.js'
import { SETTINGS } from './instance-settings.js'
import { sendSettings } from './send-settings.js'

/** How many clients the owner has connected, and how many they may; no limit where it is absent. */
export interface ClientsUsage {
  count: number
  limit?: number
}

/** What the flag `cozy.oauthclients.max` says, where it is a number from 0 on. */
const limitOf = (flags: Flags): number | undefined => {
  const most = flags['cozy.oauthclients.max']
  return typeof most === 'number' && most >= 0 ? Math.trunc(most) : undefined
}

export const clientsUsage = async (
  stack: Pick<Stack, 'config' | 'store'>,
  instance: Instance
): Promise<ClientsUsage> => {
  const limit = limitOf((await instanceFlags(stack, instance)).flags)
  const { length: count } = await connectedClients(instance)
  return { count, ...(limit !== undefined && { limit }) }
}

/** Whether the owner has connected more than the flags let them; without a limit no client is read. */
export const exceedsClientsLimit = async (instance: Instance, flags: Flags): Promise<boolean> => {
  const limit = limitOf(flags)
  return limit !== undefined && (await connectedClients(instance)).length > limit
}

/** `GET /settings/clients-usage`, and the page for an owner who has connected too many. */
export const addClientsLimitRoutes = (server: FastifyInstance): void => {
  const { stack } = server

  server.get('/settings/clients-usage', async (request, reply) => {
    await allowId(request, reply, 'GET', SETTINGS, `${SETTINGS}.clients-usage`)
    const { count, limit } = await clientsUsage(stack, instanceOf(request))
    return sendSettings(reply, 'clients-usage', {
      ...(limit !== undefined && { limit }),
      count,
      limitReached: limit !== undefined && count >= limit,
      limitExceeded: limit !== undefined && count > limit
    })
  })

  server.get('/settings/clients/limit-exceeded', async (request, reply) => {
    const instance = instanceOf(request)
    if (!(await currentSession(request, instance))) throw new HttpError(401, 'Error Must be authenticated')
    // The real stack leads to any address.
    const asked = await checkRedirect(request, instance, queryOf(request, 'redirect'))
    const { count, limit } = await clientsUsage(stack, instance)
    if (limit !== undefined && count > limit) {
      return sendClientsLimitPage(request, reply, instance, { count, limit })
    }
    return reply.redirect(asked ?? (await defaultRedirection(stack, instance)), 302)
  })
}
