// FOLDER/<slug> is one application with one version, or holds a folder for each of its versions. Beside them
// `application.json` registers one that may have no version yet, with its editor; `VERSION.json` is what was published of
// the folder VERSION.
// `maintenance.json` says that it is under maintenance, in the form of `maintenance_options`.

import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

const MANIFESTS = { 'manifest.webapp': 'webapp', 'manifest.konnector': 'konnector' }

const readJson = async file => {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    if (error.code === 'ENOENT') return undefined
    throw new Error(`${file}: ${error.message}`, { cause: error })
  }
}

const foldersIn = async folder =>
  (await readdir(folder, { withFileTypes: true }))
    .filter(entry => entry.isDirectory())
    .map(({ name }) => name)

const readVersion = async (slug, folder) => {
  for (const [name, type] of Object.entries(MANIFESTS)) {
    const manifest = await readJson(join(folder, name))
    if (manifest) {
      const published = await readJson(`${folder}.json`)
      return { slug, type, version: String(manifest.version ?? '0.0.0'), manifest, folder, published }
    }
  }
  return undefined
}

/** `1.2.3` is stable, `1.2.3-beta.1` beta, all else dev. */
export const channelOf = version => {
  if (/^\d+\.\d+\.\d+$/.test(version)) return 'stable'
  return /^\d+\.\d+\.\d+-beta\.\d+$/.test(version) ? 'beta' : 'dev'
}

const numbersOf = version => version.split(/[.-]/).map(part => (/^\d+$/.test(part) ? Number(part) : part))

/** A number is less than a longer version of it only where that adds to it: `1.0.0-beta.1` comes before `1.0.0`. */
const compare = (one, other) => {
  const [a, b] = [numbersOf(one.version), numbersOf(other.version)]
  for (let index = 0; index < 3; index++) if (a[index] !== b[index]) return a[index] - b[index]
  if (a.length === 3 || b.length === 3) return b.length - a.length
  return typeof a[4] === 'number' && typeof b[4] === 'number' ? a[4] - b[4] : 0
}

const readApplication = async (slug, folder) => {
  const own = await readVersion(slug, folder)
  const below = own ? [] : await foldersIn(folder)
  const found = own
    ? [own]
    : (await Promise.all(below.map(name => readVersion(slug, join(folder, name))))).filter(Boolean)
  const registered = await readJson(join(folder, 'application.json'))
  if (found.length === 0 && !registered) return undefined
  const maintenance = await readJson(join(folder, 'maintenance.json'))
  return { slug, editor: registered?.editor, versions: found.sort(compare), maintenance }
}

/** All applications of a folder, by slug; read anew each time, so that what is added is there at once. */
export const readApplications = async folder => {
  const slugs = (await foldersIn(folder)).filter(slug => /^[a-z0-9-]+$/.test(slug)).sort()
  const found = await Promise.all(slugs.map(slug => readApplication(slug, join(folder, slug))))
  return new Map(found.filter(Boolean).map(app => [app.slug, app]))
}

/** The newest version of a channel: dev has all, beta the stable ones too. */
export const latestOf = ({ versions }, channel) => {
  const channels = { stable: ['stable'], beta: ['stable', 'beta'], dev: ['stable', 'beta', 'dev'] }[channel]
  return versions.filter(({ version }) => channels?.includes(channelOf(version))).at(-1)
}
