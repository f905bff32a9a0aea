import { everyAttribute } from '../attributes/table.js'
import { valuesAt } from '../json/values-at.js'
import { nearest } from '../problems/nearest.js'
import type { Check } from './check.js'

/** Values that look like a known one but are not: others are allowed, so only a near miss is told. */
export const checkKnownValues: Check = ({ manifest, kind }) =>
  everyAttribute(kind).flatMap(({ path: pattern, shape }) => {
    const { known } = shape
    if (!known) return []
    const places = valuesAt(manifest, shape.schema.type === 'array' ? `${pattern}[]` : pattern)
    return places.flatMap(({ path, value }) => {
      if (typeof value !== 'string' || known.includes(value)) return []
      const meant = nearest(value, known)
      return meant === undefined
        ? []
        : {
            code: 'value-unknown',
            path,
            message: `"${value}" is none of the known values`,
            advice: `Did you mean "${meant}"?`
          }
    })
  })
