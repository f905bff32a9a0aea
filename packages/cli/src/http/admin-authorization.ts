import type { Environment } from '../context.js'

/**
 * The header that says the passphrase of an admin port, from the variables of the real command line; empty without
 * them: most ports ask for none.
 */
export const adminAuthorization = (env: Environment): Record<string, string> => {
  const passphrase = env['COZY_ADMIN_PASSPHRASE'] || env['COZY_ADMIN_PASSWORD']
  if (!passphrase) return {}
  return { authorization: `Basic ${Buffer.from(`:${passphrase}`).toString('base64')}` }
}
