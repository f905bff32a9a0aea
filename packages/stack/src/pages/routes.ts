import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { RouteFamily } from '../server/family.js'
import { headerOf } from '../server/request.js'
import { readAppFile } from './app-file.js'
import { hasAssetId } from './asset-id.js'
import { contentTypeOf } from './content-type.js'
import { readNobleHashes } from './noble-hashes.js'

/** Beside the code, compiled or not. */
const FOLDER = fileURLToPath(new URL('../../assets', import.meta.url))

const decoded = (path: string): string => {
  try {
    return decodeURIComponent(path)
  } catch {
    return ''
  }
}

/** `/assets/ext/<context>/icon.0123456789.svg` is `/icon.svg`: there is one of each here, for all contexts. */
const nameOf = (path: string): string => {
  const name = decoded(path.replace(/^\/assets(\/ext\/[^/]*)?(?=\/)/, ''))
  return hasAssetId(name) ? name.replace(/\.[^./]*(?=\.[^/]*$)/, '') : name
}

const sendOwnAsset = async (
  request: FastifyRequest,
  reply: FastifyReply,
  name: string,
  isForEver: boolean
): Promise<FastifyReply> => {
  const content = (await readAppFile(FOLDER, name)) ?? (await readNobleHashes(name))
  if (!content) {
    return reply.code(404).header('content-type', 'text/plain; charset=utf-8').send('File not found\n')
  }
  const etag = `"${createHash('md5').update(content).digest('hex')}"`
  void reply.header('vary', 'Origin, Accept-Encoding')
  if (!isForEver && headerOf(request, 'if-none-match') === etag) return reply.code(304).send()
  if (isForEver) void reply.header('cache-control', 'max-age=31536000, public, immutable')
  else void reply.header('cache-control', 'no-cache, public').header('etag', etag)
  void reply.header('content-type', contentTypeOf(name)).header('content-length', content.length)
  return reply.send(request.method === 'HEAD' ? undefined : content)
}

/** `/assets`: what pages ask the stack itself for. The pages of apps are on their own domains, and no routes. */
export const assetRoutes: RouteFamily = {
  name: 'assets',
  port: 'instance',
  appDomains: true,
  fidelity:
    'Apps are served on their own domain, nested or flat, with their template filled in. Templates have values, if, else and comments; range, with and define are sent as they stand. cozy-bar and cozy-client-js are stand-ins that do nothing and break nothing; theme and fonts are empty. There is one set of assets for all contexts. The tag of a file changes with each copy of its app, where the real one never does. An app that is not installed never leads to the store.',
  register(server) {
    const asset = (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      const [path = ''] = request.url.split('?')
      return sendOwnAsset(request, reply, nameOf(path), hasAssetId(path))
    }
    server.get('/assets/*', asset)
    server.head('/assets/*', asset)
    server.get('/favicon.ico', (request, reply) => sendOwnAsset(request, reply, '/icon.svg', false))
    server.get('/robots.txt', (request, reply) => sendOwnAsset(request, reply, '/robots.txt', false))
  }
}
