import { readDevConfig } from '@cozy-jobs/fixtures'
import type { StackClient } from '../../http/stack-client.js'
import type { BuiltJob } from './locate.js'

const ACCOUNTS = '/data/io.cozy.accounts'

/**
 * What COZY_FIELDS says to a konnector that is run by hand: an account on the stack with the fields of
 * `konnector-dev-config.json`, one per konnector, and the root of the Cozy as the folder of its files.
 */
export async function devAccount(
  client: StackClient,
  { slug, folder }: BuiltJob
): Promise<Record<string, string>> {
  const { fields = {} } = await readDevConfig(folder)
  const id = `dev-${slug}`
  const path = `${ACCOUNTS}/${encodeURIComponent(id)}`
  const act = `save the account of ${slug}`
  const found = await client.find<Record<string, unknown>>({ path, act })
  // A stack takes an id with its revision, or neither: then the path alone names the new document.
  await client.json({ method: 'PUT', path, json: { ...found, account_type: slug, auth: { ...fields } }, act })
  return { konnector: slug, account: id, folder_to_save: 'io.cozy.files.root-dir' }
}
