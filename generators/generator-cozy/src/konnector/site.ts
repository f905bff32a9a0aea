/** An address as a person types it: `shop.example.org` is `https://shop.example.org`. */
export const toSite = (text: string): string => {
  const typed = text.trim()
  return /^[a-z]+:/i.test(typed) && !/^[\w.-]+:\d+/.test(typed) ? typed : `https://${typed}`
}

/** Why it is no address of a site and what to do; undefined where it is one. */
export const siteProblem = (text: string): string | undefined => {
  if (!URL.canParse(text))
    return `${JSON.stringify(text)} is no address. Give one such as https://shop.example.org.`
  const { protocol, username, password, hostname } = new URL(text)
  if (protocol !== 'https:' && protocol !== 'http:')
    return `a site has an address with https:, not ${protocol} Give one such as https://shop.example.org.`
  if (username !== '' || password !== '')
    return 'the address holds a login, which would be written into the project. Leave it out.'
  if (!/^[\w.-]+$|^\[/.test(hostname)) return `${JSON.stringify(hostname)} is no host. Look at the address.`
  // An address of IPv6 stands in brackets, one of IPv4 has dots.
  if (!/^localhost$|^\[|[^.]\.[^.]/.test(hostname))
    return `${JSON.stringify(hostname)} is no host: it has no dot. Give an address such as https://shop.example.org.`
  return undefined
}
