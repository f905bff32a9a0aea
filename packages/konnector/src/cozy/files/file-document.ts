import type { CozyFile } from '../api.js'

/** A file or folder as the routes of files answer it. */
export interface FileResource {
  id: string
  meta?: { rev?: string }
  attributes: Record<string, unknown>
  relationships?: { referenced_by?: { data?: { id: string; type: string }[] | null } }
}

/** The same as a document of `io.cozy.files`; sizes are numbers. */
export const toFile = ({ id, meta, attributes, relationships }: FileResource): CozyFile => {
  const referenced = relationships?.referenced_by?.data
  const { size, ...others } = attributes
  return {
    ...(others as unknown as CozyFile),
    _id: id,
    _rev: meta?.rev ?? '',
    ...(size !== undefined && { size: Number(size) }),
    ...(referenced && { referenced_by: referenced.map(each => ({ type: each.type, id: each.id })) })
  }
}
