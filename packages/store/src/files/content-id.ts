import { StoreError } from '../errors.js'

/** Throws `bad_request` for what could lead out of the folder, or into another content. */
export function checkContentId(id: string): string {
  if (/^[A-Za-z0-9_-]{1,64}$/.test(id)) return id
  throw new StoreError('bad_request', 'The id of a content must be 1 to 64 letters, digits, `-` or `_`')
}

export const noContent = (): StoreError => new StoreError('not_found', 'missing')
