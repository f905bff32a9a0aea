import type { Context } from '../context.js'
import { AdminClient } from './admin.js'
import { instanceUrl } from './instance-url.js'
import { StackClient } from './stack-client.js'

/**
 * A client of the instance with the permissions of `scope`. The token is COZY_CREDENTIALS where that is set (a hosted
 * stack has no admin port), else one from the admin port.
 */
export async function connect(
  target: { domain: string; 'admin-port': number },
  scope: string,
  { env, signal }: Context
): Promise<StackClient> {
  const url = instanceUrl(target.domain)
  const token =
    env['COZY_CREDENTIALS'] ||
    (await new AdminClient(target['admin-port']).token({ domain: url.host, kind: 'cli', subject: scope }))
  return new StackClient(url, token, signal)
}
