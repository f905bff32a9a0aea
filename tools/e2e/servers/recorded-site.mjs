import { once } from 'node:events'
import { createServer } from 'node:http'

const keyOf = (method, url) => `${method} ${new URL(url, 'http://site').pathname}`

const LEFT_OUT = /^(content-length|content-encoding|transfer-encoding|connection)$/i

/** A site on loopback that answers what a recording holds, by method and path: a provider that is really asked. */
export const serveRecording = async har => {
  const answers = new Map(
    har.log.entries.map(({ request, response }) => [keyOf(request.method, request.url), response])
  )
  const asked = []
  const server = createServer((request, response) => {
    const key = keyOf(request.method, request.url)
    asked.push(key)
    const found = answers.get(key)
    request.resume()
    if (!found) return response.writeHead(404).end()
    const { content, headers, status } = found
    for (const { name, value } of headers) if (!LEFT_OUT.test(name)) response.appendHeader(name, value)
    response.writeHead(status).end(Buffer.from(content.text ?? '', content.encoding ?? 'utf8'))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const stop = () => {
    server.closeAllConnections()
    return new Promise(done => server.close(done))
  }
  return { url: `http://127.0.0.1:${server.address().port}`, asked, stop }
}
