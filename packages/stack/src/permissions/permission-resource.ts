import type { Document } from '@cozy-jobs/store'
import type { Resource } from '../server/json-api.js'
import { PERMISSIONS } from './permission-indexes.js'

/** A permission as JSON:API has it: that there is a password, and never which. */
export const permissionResource = ({ _id, _rev, ...stored }: Document): Resource => ({
  type: PERMISSIONS,
  id: _id,
  attributes: { ...stored, ...(isSet(stored.password) && { password: true }) },
  meta: { rev: _rev },
  links: { self: `/permissions/${_id}` }
})

const isSet = (value: unknown): boolean => value !== undefined && value !== null

/** The same for who may not learn its codes. */
export const permissionWithoutCodes = ({
  codes: _codes,
  shortcodes: _shortcodes,
  ...doc
}: Document): Resource => permissionResource(doc)
