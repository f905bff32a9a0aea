import type { JobManifest } from '../job/job-manifest.js'

/** What stands among the fields and is none that a person fills in. */
const NO_FIELDS = ['advancedFields', 'frequency', 'folderPath']

/** Nothing has to be written there: a box may stay unticked, a provider's own page gives what it gives. */
const NEEDS_NOTHING = ['checkbox', 'oauth', 'hidden']

/** The names of the fields that the konnector needs and the values lack. */
export const missingFields = (
  fields: JobManifest['fields'],
  values: Readonly<Record<string, unknown>> = {}
): string[] =>
  Object.entries(fields ?? {})
    .filter(([name]) => !NO_FIELDS.includes(name))
    .filter(([, field]) => {
      const { type = 'text', isRequired = true, required = true, default: preset } = field ?? {}
      return isRequired && required && preset === undefined && !NEEDS_NOTHING.includes(type)
    })
    .map(([name]) => name)
    .filter(name => (values[name] ?? '') === '')
