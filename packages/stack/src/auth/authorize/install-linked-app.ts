import type { Instance } from '../../instances/api.js'
import { warn } from '../../server/warn.js'
import type { Stack } from '../../stack.js'
import type { OAuthClient } from '../clients/client.js'

/**
 * Installs the app whose other form a client is, where it is not there. The real stack answers meanwhile; here the code
 * is given once the app is there, so that its tokens are good at once.
 */
export const installLinkedApp = async (
  stack: Stack,
  instance: Instance,
  { software_id: source, client_name }: OAuthClient,
  slug: string
): Promise<void> => {
  if (await stack.installs.find(instance, 'apps', slug)) return
  try {
    await stack.installs.install(instance, 'apps', { slug, source }, () => undefined)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    warn(
      stack,
      `Failed to install ${slug} for the client ${JSON.stringify(client_name)}: ${why}. Install it yourself.`
    )
  }
}
