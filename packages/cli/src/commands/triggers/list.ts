import { EXIT } from '../../errors.js'
import { printable } from '../../http/printable.js'
import { RunsClient } from '../../http/runs-client.js'
import type { Run } from '../../registry/command.js'
import { fittingTable } from '../../terminal/fitting-table.js'
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
  /** The job that ran last. */
  lastRun?: string
  warnings: string[]
}

export const run: Run<typeof TRIGGER_OPTIONS> = async ({ options, json }, { terminal, signal, env }) => {
  const { now, triggers: found } = await new RunsClient(options['admin-port'], { signal, env }).json<{
    now: string
    triggers: Trigger[]
  }>({ path: 'triggers', query: { domain: options.domain }, act: 'list the triggers' })
  const triggers = json ? found : printable(found)
  if (json) terminal.out(JSON.stringify(triggers))
  else if (triggers.length === 0)
    terminal.out('There is no trigger. Installing an app makes those of its services.')
  else {
    const rows = triggers.map(({ id, name, describe, debounce, next, state, lastRun }) => [
      shortId(id),
      name,
      debounce ? `${describe}, held back ${debounce}` : describe,
      nextText(next, now),
      // Of one that never ran the stack says "done", as the real one does.
      lastRun === undefined ? 'never ran' : state
    ])
    terminal.out(fittingTable(['id', 'job', 'when', 'next', 'last'], rows, terminal, ['last']))
    for (const { id, warnings } of triggers) {
      for (const warning of warnings)
        terminal.err(terminal.yellow(`${shortId(id)}: ${warning}${warning.endsWith('?') ? '' : '.'}`))
    }
  }
  return EXIT.done
}
