import { DEV_CONFIG, type DevConfig } from '@cozy-jobs/fixtures'
import type { Environment } from '../../context.js'
import { instanceUrl } from '../../http/instance-url.js'
import { STACK_OPTIONS } from '../../http/stack-options.js'
import { KONNECTOR_ERRORS } from '../../konnector/errors.js'
import { stackUrl } from '../login/stack-url.js'

/** The Cozy that a konnector is tried on: what was typed, the environment, the configuration, or that of this machine. */
export const cozyUrl = (typed: string | undefined, { COZY_URL }: DevConfig, env: Environment): URL => {
  const given = typed ?? env['COZY_URL']
  if (given) return stackUrl(given)
  if (COZY_URL === undefined || COZY_URL === '') return instanceUrl(STACK_OPTIONS.domain.default)
  try {
    // `ftp://…` would pass for a domain named ftp.
    if (COZY_URL.includes('://') && !/^https?:/.test(COZY_URL)) throw new Error(COZY_URL)
    return stackUrl(COZY_URL)
  } catch {
    throw KONNECTOR_ERRORS.noConfigUrl('run the konnector', DEV_CONFIG, COZY_URL)
  }
}
