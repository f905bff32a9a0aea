/** Which release of an application a source names. */
export interface Release {
  slug: string
  channel: string
  /** '' for the newest of the channel. */
  version: string
}

const SLUG = /^[a-z0-9-]+$/
const NAME = /^(?!\.+$)[\w.+-]*$/

/** Whether a registry can have such a thing: no name leads to another of its routes. */
export const isRelease = ({ slug, channel, version }: Release): boolean =>
  SLUG.test(slug) && channel !== '' && NAME.test(channel) && NAME.test(version)

/**
 * Reads `registry://slug`, `…/channel`, `…/version` and `…/channel/version`; what begins with a digit is a version,
 * `latest` is none. Stable where no channel is named.
 */
export const releaseOf = (url: URL): Release => {
  const { hostname: slug } = url
  const [first = '', second, ...more] = url.href.split('/').slice(3)
  const release = { slug, channel: 'stable', version: '' }
  if (more.length > 0) return release
  if (second !== undefined) return { slug, channel: first, version: second === 'latest' ? '' : second }
  if (/^\d/.test(first)) return { ...release, version: first }
  return first === '' ? release : { ...release, channel: first }
}
