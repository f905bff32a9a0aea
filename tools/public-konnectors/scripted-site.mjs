import { once } from 'node:events'
import { createServer } from 'node:http'

const PAGES = {
  '/in': '<form action="/in" method="post"><input name="login"></form>',
  '/1.txt': 'one',
  '/2.txt': 'two',
  '/3.txt': 'three',
  '/empty.txt': '',
  '/page.pdf': '<html>not a PDF</html>'
}
const typeOf = path =>
  path.endsWith('.txt') ? 'text/plain' : path.endsWith('.pdf') ? 'application/pdf' : 'text/html'

/** The provider of the scripted konnector. */
export const startScriptedSite = async port => {
  const server = createServer((request, response) => {
    request.resume()
    const body = PAGES[request.url]
    if (body === undefined) return response.writeHead(404, { 'content-type': 'text/html' }).end('gone')
    response
      .writeHead(200, { 'content-type': typeOf(request.url), 'set-cookie': 'sid=one; Path=/' })
      .end(body)
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close: () => {
      server.closeAllConnections()
      return new Promise(resolve => server.close(resolve))
    }
  }
}
