import { valuesAt } from '../json/values-at.js'
import type { Check } from './check.js'
import { permits, permittedDoctypes } from './permits.js'

/** Doctypes of intents need a permission, as the documentation of intents says. */
export const checkIntents: Check = ({ manifest }) => {
  const permitted = permittedDoctypes(manifest)
  return valuesAt(manifest, 'intents[].type[]').flatMap(({ path, value }) =>
    typeof value !== 'string' || value.includes('/') || permits(permitted, value)
      ? []
      : {
          code: 'intent-not-permitted',
          path,
          message: `the manifest asks no permission for ${value}`,
          advice: `Add { "type": "${value}" } to "permissions".`
        }
  )
}
