import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { PASSWORD } from './sample-konnector.js'

/** The site of the sample konnector, on the loopback. */
export interface SampleProvider {
  url: string
  /** How often it was asked. */
  asked(): number
  /** Asks for this code as well. */
  askFor(code: string | undefined): void
  close(): Promise<void>
}

/** Starts it on a free port. */
export const startSampleProvider = async (): Promise<SampleProvider> => {
  let asked = 0
  let wanted: string | undefined
  const server = createServer((request, response) => {
    asked++
    void text(request).then(body => {
      const form = new URLSearchParams(body)
      if (form.get('password') !== PASSWORD) {
        response
          .writeHead(401, { 'content-type': 'text/html' })
          .end(`<h1>Wrong</h1><p>${form.get('password')}</p>`)
      } else if (wanted !== undefined && form.get('code') !== wanted) response.writeHead(403).end()
      else {
        response
          .writeHead(200, { 'content-type': 'application/json', 'set-cookie': 'sid=a-cookie-of-a-session-1' })
          .end(JSON.stringify({ reference: 'B1', amount: 12.5 }))
      }
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: () => asked,
    askFor: code => (wanted = code),
    close: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    }
  }
}
