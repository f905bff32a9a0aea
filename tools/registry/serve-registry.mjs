// The routes of a registry that the stack and the store ask: https://docs.cozy.io/en/cozy-stack/registry/

import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, posix } from 'node:path'
import { text } from 'node:stream/consumers'
import { answers } from './answers.mjs'
import { publishes } from './publish.mjs'
import { readApplications } from './read-applications.mjs'

const TYPES = {
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
  '.gif': 'image/gif'
}

const sendJson = (response, status, value) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))

/** A file that a manifest names; never one outside of its folder. */
const sendFile = async (response, { folder, name }) => {
  const content = await readFile(join(folder, posix.join('/', name))).catch(() => undefined)
  if (!content) return sendJson(response, 404, { message: 'Not Found' })
  response.writeHead(200, { 'content-type': TYPES[extname(name)] ?? 'application/octet-stream' }).end(content)
}

const answer = async (folder, request, response) => {
  const url = new URL(request.url, `http://${request.headers.host}`)
  const found = await answers(await readApplications(folder), url)
  if (found?.json !== undefined) return sendJson(response, 200, found.json)
  if (found?.file) return sendFile(response, found.file)
  if (found?.archive) {
    return response.writeHead(200, { 'content-type': 'application/gzip' }).end(found.archive)
  }
  sendJson(response, 404, { message: 'Not Found' })
}

const publish = async (folder, tokens, request, response) => {
  const url = new URL(request.url, `http://${request.headers.host}`)
  const { status, json, location } = await publishes({
    folder,
    tokens,
    url,
    authorization: request.headers.authorization,
    body: await text(request)
  })
  if (location) response.setHeader('location', location)
  sendJson(response, status, json)
}

/**
 * Serves a folder of applications as a registry on loopback; port 0 takes a free one. Who has one of the `tokens`, each
 * that of an editor, may publish.
 */
export const serveRegistry = async ({ folder, port = 0, tokens = {} }) => {
  await readApplications(folder)
  const server = createServer((request, response) => {
    if (request.method === 'POST') {
      return publish(folder, tokens, request, response).catch(error => {
        console.error(`Failed to publish: ${error.message}`)
        if (!response.headersSent) sendJson(response, 500, { error: 'Internal Server Error' })
      })
    }
    if (request.method !== 'GET') return sendJson(response, 405, { message: 'Method Not Allowed' })
    answer(folder, request, response).catch(error => {
      console.error(`Failed to answer ${request.url}: ${error.message}`)
      if (!response.headersSent) sendJson(response, 500, { message: 'Internal Server Error' })
    })
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    close: () => {
      server.closeAllConnections()
      return new Promise(done => server.close(done))
    }
  }
}
