import { readDevConfig, readFixture, type DevConfig } from '@cozy-jobs/fixtures'
import { accountFields, type Asked } from '../../konnector/account-fields.js'
import { KONNECTOR_ERRORS } from '../../konnector/errors.js'
import { missingFields } from '../../konnector/missing-fields.js'
import type { JobFolder } from '../../job/job-folder.js'
import { readJobManifest } from '../../job/job-manifest.js'

const ACCOUNTS = 'io.cozy.accounts'

/** Whose run it is. */
export interface StandaloneAccount {
  config: DevConfig
  /** `auth` of the fixture's accounts. */
  accounts: unknown[]
}

/**
 * The account of the fixture, else that of `konnector-dev-config.json`. Throws where neither has all that the manifest
 * asks for, unless a recording answers in place of the provider.
 */
export const standaloneAccount = async (
  job: JobFolder,
  { fixture, needed, ...asked }: Asked & { fixture: string | undefined; needed: boolean }
): Promise<StandaloneAccount> => {
  const { slug, fields } = readJobManifest(job.manifest)
  const seeded = fixture === undefined ? [] : ((await readFixture(fixture)).documents[ACCOUNTS] ?? [])
  const accounts = seeded.map(({ auth }) => auth)
  const own = seeded.find(account => account['account_type'] === slug)
  if (!own && needed) return { config: await accountFields(job, asked), accounts }
  const config = await readDevConfig(job.folder)
  const missing = own ? missingFields(fields, (own['auth'] ?? {}) as Record<string, unknown>) : []
  if (own && needed && missing.length > 0)
    throw KONNECTOR_ERRORS.accountIncomplete(asked.act, own._id, missing)
  return { config, accounts }
}
