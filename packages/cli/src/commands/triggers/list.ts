import { EXIT } from '../../errors.js'
import { RunsClient } from '../../http/runs-client.js'
import type { Run } from '../../registry/command.js'
import { table } from '../../terminal/table.js'
import { shortId } from '../jobs/words.js'
import type { TRIGGER_OPTIONS } from './command.js'
import { nextText } from './next-text.js'

interface Trigger {
  id: string
  name: string
  debounce: string
  /** In words. */
  describe: string
  next?: string
  state: string
  warnings: string[]
}

export const run: Run<typeof TRIGGER_OPTIONS> = async ({ options, json }, { terminal, signal }) => {
  const { now, triggers } = await new RunsClient(options['admin-port'], signal).json<{
    now: string
    triggers: Trigger[]
  }>({ path: 'triggers', query: { domain: options.instance }, act: 'list the triggers' })
  if (json) terminal.out(JSON.stringify(triggers))
  else if (triggers.length === 0)
    terminal.out('There is no trigger. Installing an app makes those of its services.')
  else {
    const rows = triggers.map(({ id, name, describe, debounce, next, state }) => [
      shortId(id),
      name,
      debounce ? `${describe}, held back ${debounce}` : describe,
      nextText(next, now),
      state
    ])
    terminal.out(table(['id', 'job', 'when', 'next', 'last'], rows, terminal))
    for (const { id, warnings } of triggers) {
      for (const warning of warnings) terminal.err(terminal.yellow(`${shortId(id)}: ${warning}.`))
    }
  }
  return EXIT.done
}
