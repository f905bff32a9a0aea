import type { Entry } from './entry.js'
import type { FileClient } from './file-client.js'

/** The trash belongs to each Cozy: it is shown where it is asked for by name. */
export const TRASH_ID = 'io.cozy.files.trash-dir'

/** Directories first, then by name, as a person looks for them. */
export const sortedChildren = async (files: FileClient, id: string, act: string): Promise<Entry[]> => {
  const found: Entry[] = []
  for await (const child of files.children(id, act)) if (child.id !== TRASH_ID) found.push(child)
  const kind = ({ attributes }: Entry): number => (attributes.type === 'directory' ? 0 : 1)
  return found.sort(
    (one, other) =>
      kind(one) - kind(other) ||
      one.attributes.name.localeCompare(other.attributes.name, 'en', { numeric: true })
  )
}
