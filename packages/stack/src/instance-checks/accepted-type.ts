/** What the real stack's own pages and errors come as, in the order of its preference. */
const OFFERS = ['application/vnd.api+json', 'application/json', 'text/html', 'text/plain'] as const

export type OfferedType = (typeof OFFERS)[number]

interface Accepted {
  value: string
  quality: number
}

/** An Accept header as Go's `httputil/header` reads it: what stands behind a parameter other than `q` is not read. */
const parseAccept = (header: string): Accepted[] => {
  const accepted: Accepted[] = []
  for (const part of header.split(',')) {
    const [, value, parameters] = /^\s*([^\s;]+)\s*(;.*)?$/.exec(part) ?? []
    if (value === undefined) break
    const [, quality] = /^;\s*q=([01](?:\.\d*)?)\s*$/.exec(parameters ?? ';q=1') ?? []
    if (quality === undefined) break
    accepted.push({ value, quality: Number(quality) })
  }
  return accepted
}

/** How little a part of the header says: 0 for a type, 1 for `text/*`, 2 for all; undefined where it does not fit. */
const wildness = (value: string, offer: string): number | undefined => {
  if (value === '*/*') return 2
  if (value.endsWith('/*')) return offer.startsWith(value.slice(0, -1)) ? 1 : undefined
  return value === offer ? 0 : undefined
}

/** The type to answer in: the best of what the real stack offers, `fallback` where the header takes none of them. */
export const acceptedType = (header: string, fallback: OfferedType): OfferedType => {
  const accepted = parseAccept(header).filter(({ quality }) => quality > 0)
  let best: { offer: OfferedType; quality: number; wild: number } = { offer: fallback, quality: -1, wild: 3 }
  for (const offer of OFFERS) {
    for (const { value, quality } of accepted) {
      const wild = wildness(value, offer)
      if (wild === undefined || quality < best.quality) continue
      if (quality > best.quality || wild < best.wild) best = { offer, quality, wild }
    }
  }
  return best.offer
}
