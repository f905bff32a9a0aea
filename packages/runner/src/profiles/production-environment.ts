/** Where production's launcher shows a job its folder, read-only. */
export const PRODUCTION_FOLDER = '/usr/src/konnector'

/**
 * The variables that production's launcher passes on, empty ones too, in its order. It keeps `COZY_LANGUAGE` and
 * `COZY_COUCH_DOC` to itself.
 */
const PASSED_ON = [
  'COZY_URL',
  'COZY_FIELDS',
  'COZY_PARAMETERS',
  'COZY_PAYLOAD',
  'COZY_CREDENTIALS',
  'COZY_LOCALE',
  'COZY_JOB_ID',
  'COZY_JOB_MANUAL_EXECUTION',
  'COZY_TIME_LIMIT',
  'COZY_TRIGGER_ID'
] as const

/** The variables of a job in production: ten of the stack's, empty where it gives none, and a home. */
export const productionEnvironment = (given: Record<string, string>): Record<string, string> => ({
  ...Object.fromEntries(PASSED_ON.map(name => [name, given[name] ?? ''])),
  HOME: PRODUCTION_FOLDER
})
