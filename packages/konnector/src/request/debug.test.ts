import { describe, expect, it } from '@jest/globals'
import { startProvider } from '../testing/provider-server.js'
import { debugListener, type DebugEvent } from './debug.js'
import { requestFactory } from './request-factory.js'

const request = {
  debugId: 1,
  uri: 'http://a.example/x?token=t0ken',
  method: 'POST',
  headers: { Cookie: 'sid=s3cret', Accept: '*/*', 'content-length': '9' },
  body: 'login=me&password=p4ss&page=2'
}

describe('the option debug', () => {
  it.each([
    ['simple', 'POST -> http://a.example/x?token=*** Content-Length: 9'],
    ['json', '{"type":"request","data":{"debugId":1,"uri":"http://a.example/x?token=***"'],
    [true, '{"request":{"debugId":1,"uri"'],
    [
      'full',
      'BEGIN HEADERS\nCookie: ***\nAccept: */*\ncontent-length: 9\nEND HEADERS\n\nBEGIN BODY\nlogin=***&password=***&page=2\nEND BODY'
    ]
  ] as const)('%s', (debug, text) => {
    const lines: string[] = []
    debugListener(debug, [], line => void lines.push(line))?.('request', request)
    expect(lines.join('\n')).toContain(text)
    expect(lines.join('\n')).not.toMatch(/t0ken|s3cret|p4ss/)
  })

  it('is nothing where it is false', () => {
    expect(debugListener(false)).toBeUndefined()
  })

  it('tells a function each request, redirect and answer', async () => {
    await using site = await startProvider({
      'GET /a': { status: 302, headers: { Location: '/b', 'Set-Cookie': 'sid=s3cret' } },
      'GET /b': '{"password":"p4ss","name":"known-secret"}'
    })
    const events: DebugEvent[] = []
    const options = { json: false, debug: (event: DebugEvent) => void events.push(event) }
    await requestFactory(options, { secrets: ['known-secret'] })(`${site.url}/a`)
    expect(events.map(({ strings }) => strings.oneline.trim())).toEqual([
      `GET -> ${site.url}/a`,
      `<- 302 ${site.url}/b`,
      `GET -> ${site.url}/b`,
      '<- 200'
    ])
    expect(events.at(-1)?.strings.body).toBe('{"password":"***","name":"***"}')
    expect(JSON.stringify(events)).not.toMatch(/s3cret|p4ss|known-secret/)
  })
})
