import { GENERATORS } from '../generators.js'

/** What there is to be made; `command` stands before each name. */
export const overview = (command: string): string =>
  [
    'Makes services, konnectors and workspaces for a Cozy.',
    '',
    ...GENERATORS.map(({ name, summary }) => `  ${command}${name.padEnd(12)}${summary}`),
    '',
    'Each has its --help. Without a name it asks what to make; --make NAME answers that.'
  ].join('\n')
