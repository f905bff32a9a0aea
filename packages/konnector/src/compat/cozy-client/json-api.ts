/** A document of an answer by JSON API, as cozy-client-js gives it. */
export interface Resource {
  _id: string
  _type: string
  _rev: string | undefined
  links: Record<string, string>
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- attributes of any document
  attributes: Record<string, any>
  relationships?: Record<string, { data?: Reference | Reference[] | null }>
  /** The documents that the answer includes under this name. */
  relations(name: string): Resource | Resource[] | null | undefined
}

interface Reference {
  type: string
  id: string
}

interface Raw extends Reference {
  meta?: { rev?: string }
  links?: Record<string, string>
  attributes?: Record<string, unknown>
  relationships?: Resource['relationships']
}

interface Answer {
  data: Raw | Raw[]
  included?: Raw[]
  links?: Record<string, string>
}

const keyOf = ({ type, id }: Reference): string => `${type}/${id}`

/** The documents of an answer; what it includes is found by `relations`. */
export const readJsonApi = ({ data, included = [], links = {} }: Answer): Resource | Resource[] => {
  const known = new Map<string, Resource>()
  const read = (raw: Raw): Resource => {
    const { id, type, meta, attributes = {}, relationships } = raw
    const resource: Resource = {
      _id: id,
      _type: type,
      _rev: meta?.rev,
      links: { ...raw.links, ...links },
      attributes,
      relations(name) {
        const found = relationships?.[name]?.data
        if (found === undefined || found === null) return found
        return Array.isArray(found) ? found.map(one => known.get(keyOf(one))!) : known.get(keyOf(found))
      },
      ...(relationships && { relationships })
    }
    known.set(keyOf(raw), resource)
    return resource
  }
  for (const raw of included) read(raw)
  return Array.isArray(data) ? data.map(read) : read(data)
}
