import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join, posix } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'
import { extract } from 'tar-stream'

/** What a registry says no to, with the status of its answer. */
export class Refusal extends Error {
  constructor(status, message) {
    super(message)
    this.status = status
  }
}

// Bytes, unpacked.
const LARGEST = 500 * 1024 * 1024

const fetchArchive = async url => {
  const answer = await fetch(url).catch(() => undefined)
  if (!answer?.ok) throw new Refusal(412, `could not fetch the archive (${answer?.status ?? 'no answer'})`)
  return Buffer.from(await answer.arrayBuffer())
}

const filesOf = async archive => {
  const files = new Map()
  const tar = extract()
  tar.end(gunzipSync(archive, { maxOutputLength: LARGEST }))
  for await (const entry of tar) {
    // Rooted, so that none leads out of its folder.
    if (entry.header.type === 'file')
      files.set(posix.join('/', entry.header.name).slice(1), await buffer(entry))
    else entry.resume()
  }
  return files
}

const readFiles = async archive => {
  try {
    return await filesOf(archive)
  } catch (error) {
    throw new Refusal(412, `the archive is no tar.gz: ${error.message}`)
  }
}

const readManifest = (files, prefix) => {
  for (const name of ['manifest.webapp', 'manifest.konnector']) {
    const content = files.get(`${prefix}${name}`)
    if (!content) continue
    try {
      const manifest = JSON.parse(content.toString())
      if (typeof manifest === 'object' && manifest !== null) return { name, manifest }
    } catch {
      // Said below.
    }
    throw new Refusal(412, 'the manifest is no JSON object')
  }
  throw new Refusal(412, 'the archive has no manifest')
}

const base = version => String(version).replace(/-(beta|dev)\..*$/, '')

/** Fetches and checks what is published, before anything of it is written. */
export const unpackVersion = async ({ version, url, sha256, parameters }) => {
  const archive = await fetchArchive(url)
  if (createHash('sha256').update(archive).digest('hex') !== sha256.toLowerCase()) {
    throw new Refusal(412, 'the checksum does not match')
  }
  const files = await readFiles(archive)
  const tops = new Set([...files.keys()].map(name => (name.includes('/') ? name.split('/')[0] : '')))
  const [top] = tops
  const prefix = tops.size === 1 && top ? `${top}/` : ''
  const { name, manifest } = readManifest(files, prefix)
  if (manifest.version !== version && base(manifest.version) !== base(version)) {
    throw new Refusal(412, `the manifest has the version ${manifest.version}`)
  }
  const size = [...files.values()].reduce((sum, content) => sum + content.length, 0)
  const published = {
    created_at: new Date().toISOString(),
    url,
    size: String(size),
    sha256: sha256.toLowerCase(),
    ...(prefix && { tar_prefix: top })
  }
  return {
    manifest,
    writeTo: async folder => {
      for (const [path, content] of files) {
        const file = join(folder, path.slice(prefix.length))
        await mkdir(dirname(file), { recursive: true })
        await writeFile(file, content)
      }
      const written = { ...manifest, version, ...(parameters !== undefined && { parameters }) }
      await writeFile(join(folder, name), JSON.stringify(written))
      await writeFile(`${folder}.json`, JSON.stringify(published))
    }
  }
}
