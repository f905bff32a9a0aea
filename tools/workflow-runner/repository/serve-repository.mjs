import { spawn } from 'node:child_process'
import { createServer } from 'node:http'

const token = ({ headers }) =>
  Buffer.from(/^basic (.*)$/i.exec(headers.authorization ?? '')?.[1] ?? '', 'base64')
    .toString()
    .replace(/^[^:]*:/, '')

/**
 * A git server on loopback in front of one bare repository, as a forge has it: everybody reads, and who writes needs a
 * token with that right. So a job that lacks the permission fails here as it would there.
 *
 * @param {string} bare - absolute path of the bare repository
 * @returns {Promise<{ url: string, allow: (token: string, right: 'read' | 'write') => void, close: () => Promise<void> }>}
 */
export const serveRepository = async bare => {
  const rights = new Map()
  const server = createServer((request, response) => {
    const url = new URL(request.url, 'http://127.0.0.1')
    const writes = url.pathname.endsWith('/git-receive-pack') || url.search.includes('git-receive-pack')
    if (writes && rights.get(token(request)) !== 'write') {
      response.writeHead(rights.has(token(request)) ? 403 : 401, { 'www-authenticate': 'Basic realm="git"' })
      response.end('This token may not write here.\n')
      return
    }
    const backend = spawn('git', ['-c', 'uploadpack.allowAnySHA1InWant=true', 'http-backend'], {
      env: {
        PATH: process.env.PATH,
        GIT_PROJECT_ROOT: bare,
        GIT_HTTP_EXPORT_ALL: '1',
        GIT_PROTOCOL: request.headers['git-protocol'] ?? '',
        PATH_INFO: url.pathname.replace(/^\/repository\.git/, ''),
        QUERY_STRING: url.search.slice(1),
        REQUEST_METHOD: request.method,
        CONTENT_TYPE: request.headers['content-type'] ?? '',
        HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
        REMOTE_USER: writes ? 'runner' : '',
        REMOTE_ADDR: '127.0.0.1'
      },
      stdio: ['pipe', 'pipe', 'ignore']
    })
    request.pipe(backend.stdin)
    backend.stdin.on('error', () => {})
    answer(backend.stdout, response)
  })
  await new Promise(done => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${server.address().port}/repository.git`,
    allow: (secret, right) => rights.set(secret, right),
    close: () =>
      new Promise(done => {
        server.close(() => done())
        server.closeAllConnections()
      })
  }
}

/** What a CGI program writes: headers, an empty line, the body. */
const answer = (stdout, response) => {
  const chunks = []
  stdout.on('data', chunk => chunks.push(chunk))
  stdout.on('end', () => {
    const all = Buffer.concat(chunks)
    const end = all.indexOf('\r\n\r\n')
    const headers = all.subarray(0, Math.max(end, 0)).toString().split('\r\n')
    const fields = headers.map(line => /^([^:]+): *(.*)$/.exec(line)).filter(Boolean)
    const status = fields.find(([, name]) => name.toLowerCase() === 'status')
    response.statusCode = end < 0 ? 500 : Number.parseInt(status?.[2] ?? '200', 10)
    for (const [, name, value] of fields) if (name.toLowerCase() !== 'status') response.setHeader(name, value)
    response.end(end < 0 ? '' : all.subarray(end + 4))
  })
}
