import { splitHost, type Subdomains } from '../instances/addresses.js'

export const SHORTCUT = 'application/internet-shortcut'

/** As the real stack numbers what it reads out of contents. */
const EXTRACTOR_VERSION = 2

/** The address that a `.url` file names; '' where it is not of that form. The last one counts. */
const addressIn = (text: string): string => {
  const [first, ...lines] = text.split('\n').map(line => line.replace(/\r$/, ''))
  if (first !== '[InternetShortcut]') return ''
  return (
    lines
      .filter(line => line.startsWith('URL='))
      .at(-1)
      ?.slice('URL='.length) ?? ''
  )
}

const hostOf = (address: string): string => (URL.canParse(address) ? new URL(address).host : '')

/**
 * What the content of a shortcut says of it: where it leads on the instance that it was made on, and nothing for any
 * other address. `before` is its `target` so far.
 */
export const shortcutMetadata = (
  text: string,
  { createdOn, before, subdomains }: { createdOn: string; before: unknown; subdomains: Subdomains }
): Record<string, unknown> => {
  const { domain, slug } = splitHost(hostOf(addressIn(text)), subdomains)
  const version = { extractor_version: EXTRACTOR_VERSION }
  if (domain === '' || domain !== hostOf(createdOn)) return version
  const target = typeof before === 'object' && before !== null ? before : {}
  return {
    ...version,
    target: { ...target, cozyMetadata: { instance: domain }, ...(slug !== '' && { app: slug }) }
  }
}
