import type { Context } from '../context.js'
import { CliError } from '../errors.js'
import { AdminClient } from './admin.js'
import type { Target } from './connect.js'
import { instanceUrl } from './instance-url.js'
import { StackClient } from './stack-client.js'

/** What tells a stack of ours that a request is to set nothing going; a real one would pass it over. */
const QUIET = { 'x-cozy-jobs-triggers': 'none' }

/**
 * A client whose writes fire no trigger: of a stack of ours alone, which its admin port proves. Throws `CliError` for
 * any other one, before anything is written.
 */
export const connectQuiet = async (
  target: Target,
  scope: string,
  { env, signal }: Context,
  refuse: (domain: string, why: string) => Error
): Promise<StackClient> => {
  const url = instanceUrl(target.domain)
  const admin = new AdminClient(target['admin-port'], env)
  try {
    await admin.clock()
    const token = await admin.token({ domain: url.host, kind: 'cli', subject: scope })
    return new StackClient(url, { token, headers: QUIET }, signal)
  } catch (error) {
    if (!(error instanceof CliError)) throw error
    throw refuse(url.host, error.message.replace(/^Failed to .*?: /, '').split('. ')[0] ?? '')
  }
}
