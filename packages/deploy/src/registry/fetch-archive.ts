import { createHash } from 'node:crypto'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { text } from 'node:stream/consumers'
import { createGunzip } from 'node:zlib'
import { MANIFEST_FILES, type ManifestKind } from '@cozy-jobs/manifest/install'
import { visible } from '@cozy-jobs/logging'
import { extract } from 'tar-stream'
import { DeployError } from '../errors.js'
import { PUBLISH_ERRORS } from './errors.js'
import { reasonOf } from './reason.js'

/** What an archive is. */
export interface Archive {
  sha256: string
  /** Bytes, as it is sent. */
  size: number
  manifest: { kind: ManifestKind; text: string; path: string }
}

/** MiB: packed, and unpacked. */
const LIMITS = { packed: 100, unpacked: 500 }

/** Milliseconds. */
const TIME_LIMIT = 120_000

/** A manifest is a few kB. */
const LONGEST_MANIFEST = 1024 * 1024

const KINDS: readonly ManifestKind[] = ['webapp', 'konnector']

const meter = (limit: number, url: string, seen: (part: Buffer) => void): Transform => {
  let size = 0
  return new Transform({
    transform(part: Buffer, _encoding, done) {
      size += part.length
      seen(part)
      done(size > limit * 1024 * 1024 ? PUBLISH_ERRORS.archiveTooLarge(url, limit) : null, part)
    }
  })
}

const ask = async (url: string, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> => {
  let response: Response
  try {
    response = await fetch(url, { signal })
  } catch (error) {
    throw PUBLISH_ERRORS.archiveUnreachable(url, reasonOf(error))
  }
  if (response.ok && response.body) return response.body as ReadableStream<Uint8Array>
  await response.body?.cancel()
  throw PUBLISH_ERRORS.archiveUnreachable(url, `its site answers ${response.status}`)
}

const parts = (name: string): string[] => name.split('/').filter(part => part !== '' && part !== '.')

/** The manifest at the top of an archive, or in the one folder that all of it is in. */
const chosen = (names: readonly string[], found: Map<string, string>): Archive['manifest'] | undefined => {
  const tops = new Set(names.map(name => parts(name)[0]))
  const folders = tops.size === 1 ? ['', `${[...tops][0]}/`] : ['']
  for (const folder of folders) {
    for (const kind of KINDS) {
      const path = `${folder}${MANIFEST_FILES[kind]}`
      const content = found.get(path)
      if (content !== undefined) return { kind, text: content, path }
    }
  }
  return undefined
}

/**
 * Fetches an archive as the registry will, and looks into it. Nothing of it is kept.
 *
 * @throws DeployError where it is not there, no tar.gz, too large or without a manifest
 */
export const fetchArchive = async (url: string, signal: AbortSignal): Promise<Archive> => {
  const within = AbortSignal.any([signal, AbortSignal.timeout(TIME_LIMIT)])
  const body = await ask(url, within)
  const hash = createHash('sha256')
  let size = 0
  const [names, found] = [[] as string[], new Map<string, string>()]
  const tar = extract()
  // What ends it in the middle is told of by the pipeline, once.
  tar.on('error', () => undefined)
  let refusal: string | undefined
  tar.on('entry', ({ name, size: length = 0 }, stream, next) => {
    const path = parts(name).join('/')
    if (name.startsWith('/') || path.split('/').includes('..')) {
      refusal ??= `a path in it leads out of it: ${visible(name)}`
    }
    names.push(path)
    const isManifest = /^([^/]+\/)?manifest\.(webapp|konnector)$/.test(path) && length <= LONGEST_MANIFEST
    if (!isManifest) return void stream.on('end', next).resume()
    // Who unpacks it takes the first, or the last.
    if (found.has(path)) refusal ??= `it holds ${visible(path)} twice`
    text(stream).then(content => {
      found.set(path, content)
      next()
    }, next)
  })
  try {
    await pipeline(
      Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]),
      meter(LIMITS.packed, url, part => {
        size += part.length
        hash.update(part)
      }),
      createGunzip(),
      meter(LIMITS.unpacked, url, () => undefined),
      tar,
      { signal: within }
    )
  } catch (error) {
    if (error instanceof DeployError) throw error
    if (within.aborted) throw PUBLISH_ERRORS.archiveUnreachable(url, reasonOf(within.reason))
    throw PUBLISH_ERRORS.archiveUnreadable(url, reasonOf(error))
  }
  if (refusal !== undefined) throw PUBLISH_ERRORS.archiveUnreadable(url, refusal)
  const manifest = chosen(names, found)
  if (!manifest) throw PUBLISH_ERRORS.archiveHasNoManifest(url)
  return { sha256: hash.digest('hex'), size, manifest }
}
