import { instanceFlags } from '../../features/instance-flags.js'
import type { Instance } from '../../instances/api.js'
import type { Stack } from '../../stack.js'
import type { OAuthClient } from '../clients/client.js'
import { connectedClients } from '../clients/find-clients.js'

/** How many clients there are and may be, where no further one may be let in; undefined where it may. */
export const exceededLimit = async (
  stack: Pick<Stack, 'config' | 'store'>,
  instance: Instance,
  client: OAuthClient
): Promise<{ count: number; limit: number } | undefined> => {
  if (client.flagship) return undefined
  const { flags } = await instanceFlags(stack, instance)
  const max = flags['cozy.oauthclients.max']
  if (typeof max !== 'number' || max < 0) return undefined
  const limit = Math.trunc(max)
  const { length: count } = await connectedClients(instance)
  return count >= limit ? { count, limit } : undefined
}
