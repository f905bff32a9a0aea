import { once } from 'node:events'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'

/** A server that keeps each request that it is sent, and answers 503. */
export const startRecorder = async port => {
  const requests = []
  const server = createServer(async (request, response) => {
    const { 'x-asked': url, host: _, ...headers } = request.headers
    requests.push({ method: request.method, url, headers, body: await text(request) })
    response.writeHead(503, { 'content-type': 'text/plain' }).end('unavailable')
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    requests,
    close: () => {
      server.closeAllConnections()
      return new Promise(resolve => server.close(resolve))
    }
  }
}
