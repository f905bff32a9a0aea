import { GENERATORS } from '../generators.js'
import { USUAL_COLUMNS } from '../questions/help.js'
import { inColumns, wrap } from '../questions/wrap.js'

/** What there is to be made; `command` stands before each name. */
export const overview = (command: string, columns = USUAL_COLUMNS): string =>
  [
    'Makes services, konnectors and workspaces for a Cozy.',
    '',
    ...inColumns(
      GENERATORS.map(({ name, summary }) => [`${command}${name}`, summary] as const),
      columns
    ),
    '',
    ...wrap('Each has its --help. Without a name it asks what to make; --make NAME answers that.', columns)
  ].join('\n')
