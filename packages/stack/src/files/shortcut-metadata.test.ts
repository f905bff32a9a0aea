import { describe, expect, it } from '@jest/globals'
import { shortcutMetadata } from './shortcut-metadata.js'

const read = (text: string, before?: unknown): Record<string, unknown> =>
  shortcutMetadata(text, { createdOn: 'http://one.example.org/', before, subdomains: 'nested' })

const to = (url: string): string => `[InternetShortcut]\r\nURL=${url}\r\n`

describe('a shortcut', () => {
  it.each([
    '',
    'garbage',
    '[InternetShortcut]',
    to(''),
    to('none'),
    to('https://other.example.org/'),
    `\uFEFF${to('x')}`
  ])('is counted as looked at, whatever is in it: %j', text => {
    expect(read(text)).toEqual({ extractor_version: 2 })
  })

  it('into its own instance says which app it opens', () => {
    const target = { cozyMetadata: { instance: 'one.example.org' }, app: 'drive' }
    expect(read(to('http://drive.one.example.org/#/folder')).target).toEqual(target)
    expect(read(to('http://drive.one.example.org/'), { mime: 'text/plain' }).target).toEqual({
      ...target,
      mime: 'text/plain'
    })
  })
})
