import { EXIT } from '../../errors.js'
import { RunsClient } from '../../http/runs-client.js'
import type { Run } from '../../registry/command.js'
import { shortId } from '../jobs/words.js'
import type { FIRE_OPTIONS } from './command.js'
import { readDocument } from './read-document.js'

interface Fired {
  trigger: string
  job?: string
  at?: string
  remarks: string[]
}

export const run: Run<typeof FIRE_OPTIONS> = async ({ args, options, json }, context) => {
  const [id = ''] = args
  const { terminal, signal, env } = context
  const { at, doc, domain } = options
  const fired = await new RunsClient(options['admin-port'], { signal, env }).json<Fired>({
    path: `triggers/${encodeURIComponent(id)}/fire`,
    query: { domain },
    body: { ...(at !== undefined && { at }), ...(doc !== undefined && (await readDocument(doc, context))) },
    act: `fire the trigger ${id}`
  })
  if (json) {
    terminal.out(JSON.stringify(fired))
    return EXIT.done
  }
  for (const remark of fired.remarks) terminal.err(terminal.yellow(`${remark}.`))
  if (fired.at !== undefined) terminal.out(`It fires when the clock of the stack reaches ${fired.at}.`)
  if (fired.job !== undefined) {
    const short = shortId(fired.job)
    terminal.out(`Queued ${terminal.bold(short)}. "cozy-jobs jobs show ${short}" says what became of it.`)
  }
  return fired.job === undefined && fired.at === undefined ? EXIT.failed : EXIT.done
}
