import type { PositionalSpec } from '../registry/command.js'

/** The folder of a job, as all its commands take it. */
export const FOLDER: PositionalSpec = {
  name: 'FOLDER',
  optional: true,
  describe: 'The folder that holds its manifest (default: this one)'
}
