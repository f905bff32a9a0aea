import { describe, expect, it } from '@jest/globals'
import { folderOf, parseSource, withoutSecrets } from './parse-source.js'
import { Sources } from './sources.js'

const refusal = (source: string): string => {
  try {
    const url = parseSource(source)
    new Sources({}).check(url)
    return `(the folder ${folderOf(url)})`
  } catch (error) {
    return (error as Error).message
  }
}

describe('a source', () => {
  it.each([
    ['file:///home/me/app', '/home/me/app'],
    ['FILE:///home/me/app', '/home/me/app'],
    ['file://localhost/home/me/app?x=1#build', '/home/me/app'],
    ['file:///home/m%C3%A9/an%20app', '/home/mé/an app'],
    ['file:///home/me/an app', '/home/me/an app'],
    ['file:///home/me/../you', '/home/you']
  ])('%s names the folder %s', (source, folder) => {
    expect(folderOf(parseSource(source))).toBe(folder)
  })

  it.each([
    ['ftp://example.org/x', 'Invalid or not supported source scheme'],
    ['just-a-name', 'Invalid or not supported source scheme'],
    ['/home/me/app', 'Invalid or not supported source scheme'],
    [':x', 'parse ":x": missing protocol scheme'],
    ['1a:b', 'parse "1a:b": first path segment in URL cannot contain colon'],
    ['file:///a\u0000b', 'parse "file:///a\\x00b": net/url: invalid control character in URL'],
    ['file:///a%zzb', 'parse "file:///a%zzb": invalid URL escape "%zz"'],
    ['file:///a%', 'parse "file:///a%": invalid URL escape "%"'],
    ['git://a b/x', 'parse "git://a b/x": invalid character " " in host name'],
    ['https://[::1/x', 'parse "https://[::1/x": missing \']\' in host'],
    ['https://a:b/x#frag', 'parse "https://a:b/x": invalid port ":b" after host']
  ])('%j is refused in the words of the real stack', (source, message) => {
    expect(refusal(source)).toBe(message)
  })

  it.each([
    'git://localhost/x.git',
    'git+ssh://me@localhost/x',
    'ssh+git://me@localhost/x',
    'git+https://localhost/x#build',
    'https://localhost:8080/x.tar.gz#sha',
    'registry://drive/stable'
  ])('%s is one that is fetched', source => {
    expect(() => new Sources({}).check(parseSource(source))).not.toThrow()
  })

  it('is shown without what is secret in it', () => {
    expect(withoutSecrets('git+https://me:pa55@host.test/x#build')).toBe('git+https://host.test/x#build')
    expect(withoutSecrets('https://t0ken@host.test/x')).toBe('https://host.test/x')
    expect(withoutSecrets('file:///home/me@work')).toBe('file:///home/me@work')
    expect(refusal('git+https://me:pa55@ho st/x')).toBe('The address of the source is malformed')
  })
})
