/**
 * The address of an instance from its domain, or from an address given as it is. A domain with a port, or one of this
 * machine, is a stack under development (`cozy.localhost:8080`): http. Any other is hosted: https.
 */
export function instanceUrl(domain: string): URL {
  if (/^https?:\/\//.test(domain)) return new URL('/', domain)
  const local = /(^|\.)localhost$|^127\.|^\[::1\]$|:\d+$/.test(domain)
  return new URL(`${local ? 'http' : 'https'}://${domain}/`)
}
