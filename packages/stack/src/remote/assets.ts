import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { FastifyReply } from 'fastify'
import { contentTypeOf } from '../pages/content-type.js'
import { askSite } from './ask-site.js'
import { REMOTE_ERRORS } from './errors.js'
import { handOn } from './hand-on.js'

/** One of the assets that the configuration names: of a site, or a file of this machine. */
export const sendAsset = async (
  reply: FastifyReply,
  assets: Readonly<Record<string, string>>,
  name: string
): Promise<FastifyReply> => {
  const address = Object.hasOwn(assets, name) ? assets[name] : undefined
  if (address === undefined || !URL.canParse(address)) throw REMOTE_ERRORS.noAsset()
  const url = new URL(address)
  if (url.protocol !== 'file:') {
    return handOn(reply, await askSite({ verb: 'GET', url, headers: [], body: '' }))
  }
  const path = fileURLToPath(url)
  const found = await stat(path).catch(() => undefined)
  if (!found?.isFile()) throw REMOTE_ERRORS.noAsset()
  return reply.header('content-type', contentTypeOf(path)).send(createReadStream(path))
}
