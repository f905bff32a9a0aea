import { describe, expect, it } from '@jest/globals'
import { usePages } from '../pages/testing/use-pages.js'
import { auth, connect, settled, subscribe } from './testing/websocket-client.js'

const pages = usePages({
  'manifest.webapp': JSON.stringify({
    name: 'Notes',
    slug: 'notes',
    type: 'webapp',
    permissions: { todos: { type: 'io.cozy.todos', verbs: ['GET'] } }
  }),
  'index.html': '<body data-token="{{.Token}}"></body>'
})

describe('the token of a page', () => {
  it('opens a websocket with the cookie of its session, and with no other', async () => {
    const { domain } = pages.test.stack
    const cookie = await pages.login()
    const page = await pages.page('/', { headers: { cookie } })
    const token = /data-token="([^"]+)"/.exec(page.text)?.[1]

    const origin = `http://notes.${domain}`
    const inPage = await connect(domain, { headers: { cookie, origin } })
    inPage.say(auth(token), subscribe('io.cozy.todos'), subscribe('io.cozy.contacts'))
    expect(await settled(inPage)).toMatchObject([
      { payload: { title: "The application can't subscribe to io.cozy.contacts" } }
    ])
    inPage.socket.terminate()

    for (const other of [{}, { cookie: await pages.login() }]) {
      const stolen = await connect(domain, { headers: { origin, ...other } })
      stolen.say(auth(token))
      expect(await stolen.next()).toMatchObject({ payload: { title: 'The authentication has failed' } })
      expect(await stolen.closed).toBe(1006)
    }
  })
})
