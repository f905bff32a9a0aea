import { randomBytes } from 'node:crypto'
import type { Draft } from '@cozy-jobs/store'
import type { InstanceDraft } from './api.js'
import { storedDetails } from './details.js'
import { browserHash, storedHash, withPassphrase } from './passphrase.js'

/** What a browser sends in the place of the passphrase, as it is stored; nothing without a passphrase. */
const passphraseOf = async ({
  domain,
  passphrase,
  hashedPassphrase,
  defaultPassphrase,
  details
}: InstanceDraft): Promise<Record<string, unknown>> => {
  if (hashedPassphrase) return withPassphrase({}, hashedPassphrase)
  if (passphrase) {
    const salted = details?.old_domain ?? domain
    return { passphrase_hash: await storedHash(await browserHash(passphrase, salted)) }
  }
  return defaultPassphrase ? { default_passphrase: true } : {}
}

/**
 * The document of a new instance. Its prefix is drawn, where the real stack works it out of the domain: what a destroyed
 * instance of the same name may have left can never be seen in the new one.
 */
export const draftDocument = async (
  draft: InstanceDraft,
  aliases: readonly string[],
  now: Date
): Promise<Draft> => {
  const passphrase = await passphraseOf(draft)
  const isDefined = Object.keys(passphrase).length > 0
  return {
    domain: draft.domain,
    prefix: `cozy${randomBytes(16).toString('hex')}`,
    locale: draft.locale ?? 'en',
    email: draft.email ?? '',
    public_name: draft.publicName ?? '',
    context: draft.context ?? 'dev',
    ...(draft.diskQuota && { bytes_disk_quota: draft.diskQuota }),
    secret: randomBytes(64).toString('base64'),
    created_at: now.toISOString(),
    ...storedDetails({
      onboarding_finished: isDefined,
      password_defined: isDefined,
      ...(!isDefined && { register_token: randomBytes(16).toString('base64') }),
      ...draft.details,
      domain_aliases: aliases
    }),
    ...passphrase
  }
}
