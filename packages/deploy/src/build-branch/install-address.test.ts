import { expect, it } from '@jest/globals'
import { installAddress } from './install-address.js'

it.each([
  ['https://github.com/a/b.git', 'git://github.com/a/b.git#build'],
  ['https://github.com/a/b', 'git://github.com/a/b.git#build'],
  ['git@github.com:a/b.git', 'git://github.com/a/b.git#build'],
  ['ssh://git@ssh.github.com:443/a/b.git', 'git://github.com/a/b.git#build'],
  ['https://gitlab.com/a/b/c.git', 'git+https://gitlab.com/a/b/c.git#build'],
  ['git@gitlab.com:a/b.git', 'git+ssh://git@gitlab.com/a/b.git#build'],
  ['git://127.0.0.1:9418/b.git', 'git://127.0.0.1:9418/b.git#build'],
  ['host.test:b', 'git+ssh://host.test/b#build'],
  ['/srv/b.git', undefined],
  ['../b.git', undefined],
  ['file:///srv/b.git', undefined]
])('a build on %s is installed from %s', (remote, source) => {
  expect(installAddress(remote, 'build').source).toBe(source)
})

it('names the page that GitHub has of a branch', () => {
  expect(installAddress('git@github.com:a/b.git', 'build-x').page).toBe('https://github.com/a/b/tree/build-x')
  expect(installAddress('https://gitlab.com/a/b.git', 'build').page).toBeUndefined()
})
