import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { gitAddress } from './git-address.js'

const read = (source: string): unknown => gitAddress(new URL(source))

describe('the address of a repository', () => {
  it.each([
    ['git://host.test/a/b.git', { remote: 'git://host.test/a/b.git', protocol: 'git' }],
    ['git://host.test:9418/b#build', { remote: 'git://host.test:9418/b', protocol: 'git', branch: 'build' }],
    ['git://github.com/a/b.git', { remote: 'https://github.com/a/b.git', protocol: 'https' }],
    ['git://gitlab.test/a/b.git', { remote: 'https://gitlab.test/a/b.git', protocol: 'https' }],
    ['git+https://host.test/b#a/b', { remote: 'https://host.test/b', protocol: 'https', branch: 'a/b' }],
    ['git+ssh://git@host.test/b', { remote: 'ssh://git@host.test/b', protocol: 'ssh' }],
    ['ssh+git://git:pw@host.test:22/b', { remote: 'ssh://git@host.test:22/b', protocol: 'ssh' }],
    [
      'git+https://me:pa%40ss@host.test/b',
      { remote: 'https://host.test/b', protocol: 'https', credentials: 'me:pa@ss' }
    ]
  ])('%s is read', (source, address) => {
    expect(read(source)).toEqual(address)
  })

  it.each([
    'git://-oProxyCommand=x/b',
    'git+ssh://-x@host.test/b',
    'git+ssh://host.test/-b',
    'git://host.test/b#-u',
    'git://host.test/b#--upload-pack=x',
    'git://host.test/b#a..b',
    'git://host.test/b#a%20b',
    'git://host.test/b#a:b',
    'git:///b',
    'git+ssh://%2dx@host.test/b',
    'git://host.test/b#%zz',
    'git+https://me:a%0ab@host.test/b'
  ])('%s is refused', source => {
    expect(() => read(source)).toThrow('Invalid or not supported source scheme')
  })

  it('never becomes an option, whatever it is made of', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('git', 'git+ssh', 'git+https'),
        fc.string(),
        fc.string(),
        (scheme, rest, branch) => {
          let address
          try {
            address = gitAddress(new URL(`${scheme}://${rest}#${branch}`))
          } catch {
            return
          }
          expect(address.remote).toMatch(/^(git|https|ssh):\/\/([A-Za-z0-9_][^@/]*@)?[[A-Za-z0-9]/)
          expect(address.branch ?? 'x').not.toMatch(/^-/)
        }
      ),
      { numRuns: 3000 }
    )
  })
})
