import { EXIT } from '../../errors.js'
import { RunsClient } from '../../http/runs-client.js'
import type { Run } from '../../registry/command.js'
import type { RERUN_OPTIONS } from './command.js'
import { editJson } from './edit-json.js'
import type { WholeRun } from './run.js'
import { shortId } from './words.js'

export const run: Run<typeof RERUN_OPTIONS> = async ({ args, options, json }, context) => {
  const [id = ''] = args
  const { terminal, signal, env } = context
  const client = new RunsClient(options['admin-port'], { signal, env })
  const act = `run the job ${id} again`
  const path = encodeURIComponent(id)
  let body: unknown = {}
  if (options.edit) {
    const { input } = await client.json<WholeRun>({ path, act })
    const { message, event, payload } = input
    body = await editJson({ message, event, payload }, act, context)
  }
  const again = await client.json<{ id: string; repeats: string }>({ path: `${path}/rerun`, body, act })
  if (json) terminal.out(JSON.stringify(again))
  else {
    const short = shortId(again.id)
    terminal.out(`Queued ${terminal.bold(short)}. "cozy-jobs jobs show ${short}" says what became of it.`)
  }
  return EXIT.done
}
