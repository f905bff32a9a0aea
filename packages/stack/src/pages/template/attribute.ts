/** What the value of an attribute is read as. */
export type AttributeKind = 'text' | 'url' | 'script' | 'style'

const URLS = new Set(
  'action archive background cite classid codebase data formaction href icon longdesc manifest ping poster profile src usemap srcset'.split(
    ' '
  )
)

/** As Go decides (`attrType` of html/template): a `data-` in front does not count. */
export const attributeKind = (name: string): AttributeKind => {
  if (name.startsWith('xmlns:')) return 'url'
  const plain = name.startsWith('data-') ? name.slice('data-'.length) : (name.split(':').at(-1) ?? name)
  if (URLS.has(plain)) return 'url'
  if (plain === 'style') return 'style'
  if (plain.startsWith('on')) return 'script'
  return /src|uri|url/.test(plain) && plain !== 'srcdoc' ? 'url' : 'text'
}
