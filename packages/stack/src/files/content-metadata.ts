import type { Subdomains } from '../instances/addresses.js'
import type { Instance } from '../instances/api.js'
import { beginningOf, withImageMetadata } from './image-metadata.js'
import { SHORTCUT, shortcutMetadata } from './shortcut-metadata.js'

/** A file with what its content says of it: those of images and shortcuts are looked at. */
export const withContentMetadata = async <
  T extends {
    mime: string
    internal_vfs_id: string
    created_at: string
    updated_at: string
    metadata?: Record<string, unknown>
    cozyMetadata?: Record<string, unknown>
  }
>(
  instance: Instance,
  subdomains: Subdomains,
  file: T
): Promise<T> => {
  if (file.mime !== SHORTCUT) return withImageMetadata(instance, file)
  const text = (await beginningOf(instance, file.internal_vfs_id)).toString()
  const before = file.metadata?.target
  const createdOn = file.cozyMetadata?.createdOn
  const found = shortcutMetadata(text, {
    createdOn: typeof createdOn === 'string' ? createdOn : '',
    before,
    subdomains
  })
  // What a sharing has said of its target stays.
  const target = before === undefined ? {} : { target: before }
  return { ...file, metadata: { ...file.metadata, ...found, ...target } }
}
