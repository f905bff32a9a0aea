import { makeArchive, TAR_PREFIX } from './make-archive.mjs'
import { channelOf, latestOf } from './read-applications.mjs'

const CHANNELS = ['stable', 'beta', 'dev']

/** A version, as the registry tells of it. One that was published stays where its editor has it. */
export const describeVersion = async ({ slug, type, version, manifest, folder, published }, { origin }) => {
  if (published) return { slug, type, version, manifest, ...published }
  const { sha256, size } = await makeArchive(folder)
  return {
    slug,
    type,
    version,
    manifest,
    created_at: '2020-01-01T00:00:00Z',
    url: `${origin}/registry/${slug}/${version}/tarball/${slug}-${version}.tar.gz`,
    size: String(size),
    sha256,
    tar_prefix: TAR_PREFIX
  }
}

const namesOf = ({ versions }) =>
  Object.fromEntries(
    CHANNELS.map(channel => [
      channel,
      versions.map(({ version }) => version).filter(version => channelOf(version) === channel)
    ])
  )

const describeApplication = async (app, url, channel = 'stable') => {
  const latest = latestOf(app, channel) ?? latestOf(app, 'dev')
  return {
    slug: app.slug,
    ...(latest && { type: latest.type }),
    editor: app.editor ?? latest?.manifest.editor ?? '',
    versions: namesOf(app),
    ...(latest && { latest_version: await describeVersion(latest, url) }),
    ...(app.maintenance && { maintenance_activated: true, maintenance_options: app.maintenance })
  }
}

const list = async (apps, url) => {
  const query = url.searchParams
  const described = await Promise.all(
    [...apps.values()].map(app =>
      describeApplication(app, url, query.get('latestChannelVersion') ?? undefined)
    )
  )
  const filters = ['type', 'editor'].map(name => [name, query.get(`filter[${name}]`)])
  const kept = described.filter(app =>
    filters.every(([name, value]) => value === null || app[name] === value)
  )
  const cursor = Number(query.get('cursor') ?? 0)
  const limit = Number(query.get('limit') ?? 0) || 50
  const data = kept.slice(cursor, cursor + limit)
  const more = cursor + limit < kept.length
  return { data, meta: { count: data.length, ...(more && { next_cursor: String(cursor + limit) }) } }
}

/** A picture that the manifest of a version names. */
const picture = (version, parts) => {
  if (!version) return undefined
  const [what, ...rest] = parts
  const { manifest, folder } = version
  if (what === 'icon' && manifest.icon) return { file: { folder, name: manifest.icon } }
  if (what === 'partnership_icon' && manifest.partnership?.icon) {
    return { file: { folder, name: manifest.partnership.icon } }
  }
  const screenshot = rest.join('/')
  if (what === 'screenshots' && manifest.screenshots?.includes(screenshot)) {
    return { file: { folder, name: screenshot } }
  }
  return undefined
}

const ofVersion = async (version, parts, url) => {
  if (parts.length === 0) return { json: await describeVersion(version, url) }
  if (parts[0] === 'tarball') return { archive: (await makeArchive(version.folder)).archive }
  return picture(version, parts)
}

const ofApplication = async (app, parts, url) => {
  if (parts.length === 0) return { json: await describeApplication(app, url) }
  const [first, ...rest] = parts
  if (CHANNELS.includes(first) && rest.join('/') === 'latest') {
    const latest = latestOf(app, first)
    return latest && { json: await describeVersion(latest, url) }
  }
  const version = app.versions.find(({ version }) => version === first)
  if (version) return ofVersion(version, rest, url)
  return picture(latestOf(app, 'stable') ?? latestOf(app, 'dev'), parts)
}

/** What a registry of these applications answers to an address; undefined where it has nothing. */
export const answers = async (apps, url) => {
  const [top, ...parts] = url.pathname.split('/').filter(Boolean).map(decodeURIComponent)
  if (top !== 'registry') return undefined
  if (parts.length === 0) return { json: await list(apps, url) }
  if (parts.join('/') === 'slugs') return { json: [...apps.keys()] }
  if (parts.join('/') === 'maintenance') {
    const closed = [...apps.values()].filter(({ maintenance }) => maintenance)
    return { json: await Promise.all(closed.map(app => describeApplication(app, url))) }
  }
  const app = apps.get(parts[0])
  return app && ofApplication(app, parts.slice(1), url)
}
