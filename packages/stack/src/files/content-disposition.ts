/** Go's `url.QueryEscape`, but with `%20` for a space. */
const escaped = (text: string): string =>
  encodeURIComponent(Buffer.from(text).toString()).replaceAll(
    /[!'()*]/g,
    char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`
  )

/** As the real stack quotes a name: what is left of it in ASCII, without spaces too, and where that is less also all. */
export const contentDisposition = (kind: 'inline' | 'attachment', name: string): string => {
  const plain = name.replaceAll(/[^\x21-\x7e]|["/\\]/g, '') || 'download'
  if (plain === name) return `${kind}; filename="${name}"`
  return `${kind}; filename="${plain}"; filename*=UTF-8''${escaped(name)}`
}
