import { describe, expect, it } from '@jest/globals'
import { profileOf } from './profile.js'

describe('the profile of a stack', () => {
  it.each([
    [{}, undefined, 'plain'],
    [{}, '/launch.sh', 'cmd'],
    [{ profile: 'prod' }, '/launch.sh', 'prod'],
    [{ profile: 'plain' }, '/launch.sh', 'plain'],
    [{ profile: 'cmd', 'konnectors-cmd': '/launch.sh' }, '/launch.sh', 'cmd']
  ])('is, for %j and the launcher %s, %s', (typed, launcher, profile) => {
    expect(profileOf(typed, launcher)).toBe(profile)
  })

  it.each([
    [
      { profile: 'prd' },
      'Failed to run "cozy-jobs stack": expected --profile to be one of plain, prod, cmd, got "prd". Did you mean "prod"?'
    ],
    [
      { profile: 'cmd' },
      'Failed to run with the profile cmd: no launcher is given. Name it with --konnectors-cmd FILE.'
    ],
    [
      { profile: 'prod', 'konnectors-cmd': 'x' },
      'Failed to run "cozy-jobs stack": --profile prod and --konnectors-cmd exclude each other. Give one of them.'
    ]
  ])('is refused for %j', (typed, message) => {
    expect(() => profileOf(typed, undefined)).toThrow(message)
  })
})
