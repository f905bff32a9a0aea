import { ERRORS, EXIT } from '../../errors.js'
import { printable } from '../../http/printable.js'
import { RunsClient } from '../../http/runs-client.js'
import type { Run } from '../../registry/command.js'
import { fittingTable } from '../../terminal/fitting-table.js'
import type { LIST_OPTIONS } from './command.js'
import type { RunHead } from './run.js'
import { causeText, dateText, durationText, memoryText, shortId } from './words.js'

/** As many as a stack answers with. */
const MOST = 1000

export const run: Run<typeof LIST_OPTIONS> = async ({ options, json }, { terminal, signal, env }) => {
  const { limit, state, trigger, 'admin-port': port } = options
  if (!/^\d+$/.test(limit) || Number(limit) < 1 || Number(limit) > MOST) {
    throw ERRORS.notReadable(
      'list the jobs',
      `"${limit}" is no number of jobs`,
      `Write --limit with a number from 1 to ${MOST}.`
    )
  }
  const { runs } = await new RunsClient(port, { signal, env }).json<{ runs: RunHead[] }>({
    query: { limit, state, trigger },
    act: 'list the jobs'
  })
  if (json) terminal.out(JSON.stringify(runs))
  else if (runs.length === 0)
    terminal.out(
      state === undefined && trigger === undefined
        ? 'No job is known. "cozy-jobs triggers ls" says what waits for what.'
        : 'No such job is known. "cozy-jobs jobs ls" lists all.'
    )
  else {
    const rows = printable(runs).map(one => [
      shortId(one.id),
      dateText(one.queuedAt),
      one.name,
      one.state,
      durationText(one.duration),
      memoryText(one.peakMemory),
      one.error ? `${causeText(one)}: ${one.error.split('\n')[0]}` : causeText(one)
    ])
    const head = ['id', 'queued (UTC)', 'job', 'state', 'took', 'memory', 'why']
    terminal.out(fittingTable(head, rows, terminal, ['memory', 'took']))
  }
  return EXIT.done
}
