import type { Logger } from '@cozy-jobs/logging'
import type { Cozy } from './cozy.js'
import { fetchBills } from './fetch-bills.js'
import { signIn } from './provider.js'

/** What one run works on. */
export interface Run {
  cozy: Cozy
  log: Pick<Logger, 'info' | 'hide'>
  /** Root of the provider's site. */
  site: string
  /** Id of the `io.cozy.accounts`. */
  account: string
  /** Id of the folder that the stack made for the bills; the root where it made none. */
  folder?: unknown
}

const ROOT_FOLDER = 'io.cozy.files.root-dir'

/**
 * Signs in with the account's login, fetches the bills, saves the new ones.
 *
 * @throws KonnectorError whose message is the code for the owner
 */
export const runKonnector = async ({ cozy, log, site, account, folder }: Run): Promise<void> => {
  const credentials = await cozy.credentials(account)
  log.hide([credentials.password])
  const visit = await signIn(site, credentials)
  const saved = await fetchBills(visit, cozy, {
    account,
    folder: typeof folder === 'string' && folder !== '' ? folder : ROOT_FOLDER
  })
  log.info(`Bills saved: ${saved}`)
}
