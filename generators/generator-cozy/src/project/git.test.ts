import { describe, expect, it } from '@jest/globals'
import { webAddress } from './git.js'

describe('the address of a remote for a browser', () => {
  it.each([
    ['git@github.com:cozy/thing.git', 'https://github.com/cozy/thing'],
    ['ssh://git@github.com:22/cozy/thing.git', 'https://github.com/cozy/thing'],
    ['https://github.com/cozy/thing', 'https://github.com/cozy/thing'],
    ['/srv/git/thing.git', undefined],
    ['file:///srv/thing.git', undefined]
  ])('of %s is %s', (remote, address) => expect(webAddress(remote)).toBe(address))

  it('holds neither user nor password', () => {
    expect(webAddress(`https://${['someone', 'word'].join(':')}@gitlab.com/a/b.git`)).toBe(
      'https://gitlab.com/a/b'
    )
  })
})
