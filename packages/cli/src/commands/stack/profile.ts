import type { Profile } from '@cozy-jobs/runner'
import { ERRORS } from '../../errors.js'
import { nearest } from '../../registry/nearest.js'

const PROFILES: readonly Profile[] = ['plain', 'prod', 'cmd']
const COMMAND = 'cozy-jobs stack'

/** What was typed of how jobs are held. */
export interface TypedProfile {
  profile?: string | undefined
  'konnectors-cmd'?: string | undefined
}

/**
 * The profile that jobs are run with: the one that was typed, else `cmd` where the configuration names a launcher. A
 * launcher of cozy.yaml gives way to `--profile plain`; one that was typed beside it is a contradiction.
 */
export const profileOf = (typed: TypedProfile, launcher: string | undefined): Profile => {
  const { profile } = typed
  if (profile === undefined) return launcher === undefined ? 'plain' : 'cmd'
  const found = PROFILES.find(each => each === profile)
  if (!found) throw ERRORS.oneOf(COMMAND, '--profile', PROFILES, profile, nearest(profile, [...PROFILES]))
  if (found === 'cmd' && launcher === undefined) {
    throw ERRORS.noSuchFile(
      'run with the profile cmd',
      'no launcher is given',
      'Name it with --konnectors-cmd FILE.'
    )
  }
  if (found !== 'cmd' && typed['konnectors-cmd']) {
    throw ERRORS.optionsExclude(COMMAND, `--profile ${found}`, '--konnectors-cmd')
  }
  return found
}
