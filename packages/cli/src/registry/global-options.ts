import type { Options } from './command.js'

/** What every command takes. */
export const GLOBAL_OPTIONS = {
  help: { type: 'boolean', short: 'h', describe: 'Show this help' },
  version: { type: 'boolean', describe: 'Show the version of cozy-jobs' },
  verbose: { type: 'boolean', describe: 'Show where in the code an error comes from' },
  json: { type: 'boolean', describe: 'Answer with JSON, for another program' }
} as const satisfies Options
