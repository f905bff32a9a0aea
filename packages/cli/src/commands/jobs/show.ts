import { EXIT } from '../../errors.js'
import { printable } from '../../http/printable.js'
import { RunsClient } from '../../http/runs-client.js'
import type { Run } from '../../registry/command.js'
import type { SHOW_OPTIONS } from './command.js'
import { describeRun } from './describe-run.js'
import type { WholeRun } from './run.js'

export const run: Run<typeof SHOW_OPTIONS> = async ({ args, options, json }, { terminal, signal, env }) => {
  const [id = ''] = args
  const found = await new RunsClient(options['admin-port'], { signal, env }).json<WholeRun>({
    path: encodeURIComponent(id),
    act: `show the job ${id}`
  })
  terminal.out(json ? JSON.stringify(found) : describeRun(printable(found), terminal))
  return EXIT.done
}
