import { StoreError } from '../errors.js'

/** CouchDB's refusal of a field that begins with `_`. */
export const badMember = (name: string): StoreError =>
  new StoreError('doc_validation', `Bad special document member: ${name}`)
