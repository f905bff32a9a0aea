import type { Prepare } from '../../engine/execution/attempt.js'
import type { Instance } from '../../instances/api.js'
import type { Stack } from '../../stack.js'
import type { OAuthClient } from './client.js'
import { deleteClient } from './delete-client.js'
import { findClient } from './find-clients.js'

/** The real stack's worker, which looks at one client. */
export const CLEAN_CLIENTS = 'clean-clients'

/** Has a client that nobody has said yes to looked at again in an hour: by a trigger, as on the real stack. */
export const removeUnused = async (
  { engine }: Pick<Stack, 'engine'>,
  instance: Instance,
  { _id }: OAuthClient
): Promise<void> => {
  if (!engine.workers.has(CLEAN_CLIENTS)) return
  await engine.triggers.create(instance, {
    type: '@in',
    arguments: '1h',
    worker: CLEAN_CLIENTS,
    message: { client_id: _id }
  })
}

/** The worker: takes the client away where it still waits for its owner's yes. */
export const cleanClients: Prepare = ({ instance, job }) =>
  Promise.resolve(async () => {
    const { client_id: id } = (job.message ?? {}) as { client_id?: unknown }
    const client = typeof id === 'string' ? await findClient(instance, id) : undefined
    if (client?.pending) await deleteClient(instance, client._id)
    return { noRetry: false }
  })
