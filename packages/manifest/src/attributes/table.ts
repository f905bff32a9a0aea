import type { ManifestKind } from '../types.js'
import { flatten, type Attribute, type AttributeAt } from './attribute.js'
import { COMMON } from './common-attributes.js'
import { KONNECTOR_ONLY } from './konnector-attributes.js'
import { WEBAPP_ONLY } from './webapp-attributes.js'

const TABLE: Readonly<Record<ManifestKind, readonly Attribute[]>> = {
  webapp: [...COMMON, ...WEBAPP_ONLY],
  konnector: [...COMMON, ...KONNECTOR_ONLY]
}

/** The attributes at the top of a manifest of this kind. */
export const attributesOf = (kind: ManifestKind): readonly Attribute[] => TABLE[kind]

/** All attributes of a kind, those within others included, each with its path. */
export const everyAttribute = (kind: ManifestKind): AttributeAt[] => flatten(TABLE[kind])
