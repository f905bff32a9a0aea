import type { Instance } from '../../instances/api.js'
import type { Stack } from '../../stack.js'
import { checkClient } from './check-client.js'
import { checkSoftware } from './check-software.js'
import { CLIENTS, type OAuthClient } from './client.js'
import { inOrder, readClientFields } from './client-fields.js'
import { freeName } from './client-name.js'
import { GRANTS, lowered, newMetadata, newSecret } from './own-fields.js'

/**
 * Registers a client. `given` is the JSON of a registration. `pending` is false for one that needs nobody's yes, such as
 * the command line's. Throws `ClientError` in the real stack's words.
 */
export const createClient = async (
  { config, clock }: Pick<Stack, 'config' | 'clock'>,
  instance: Instance,
  given: Record<string, unknown>,
  { pending = true }: { pending?: boolean } = {}
): Promise<OAuthClient> => {
  const fields = lowered(readClientFields(given))
  checkClient(instance, fields)
  await checkSoftware(config, instance, String(fields.software_id))
  const {
    client_id: _id,
    registration_access_token: _token,
    ...kept
  } = {
    ...fields,
    ...GRANTS,
    client_name: await freeName(instance, String(fields.client_name)),
    client_secret: newSecret(),
    client_secret_expires_at: 0,
    ...(pending && { pending }),
    cozyMetadata: newMetadata(fields, clock.now())
  } as Record<string, unknown>
  return (await instance.documents.put(CLIENTS, inOrder(kept))) as OAuthClient
}
