import { ERRORS, EXIT } from '../../errors.js'
import { printable } from '../../http/printable.js'
import { RunsClient } from '../../http/runs-client.js'
import type { Run } from '../../registry/command.js'
import type { Terminal } from '../../terminal/terminal.js'
import type { WHY_OPTIONS } from './command.js'
import { dateText, shortId } from './words.js'

interface Why {
  doctype: string
  id: string
  /** How many triggers listen to the doctype. */
  listening: number
  changes: {
    at: string
    rev: string
    verb: string
    verdicts: { trigger: string; text: string; name: string; fired: boolean; why: string; job?: string }[]
  }[]
}

const describe = ({ doctype, id, listening, changes }: Why, { bold, green, dim }: Terminal): string => {
  if (changes.length === 0) {
    const none = listening === 0 ? `No trigger listens to ${doctype}. ` : ''
    return `${none}Nothing is known of a change of ${doctype}/${id}: it never was, or is older than what is kept.`
  }
  return changes
    .flatMap(({ at, rev, verb, verdicts }) => [
      `${bold(`${verb.toLowerCase()} ${dateText(at)}`)} ${dim(rev)}`,
      ...(verdicts.length === 0 ? [`  No trigger listens to ${doctype}.`] : []),
      ...verdicts.map(({ name, text, fired, why, job, trigger }) => {
        const made = job === undefined ? '' : `, job ${shortId(job)}`
        const what = fired ? green('fired') : 'did not fire'
        return `  ${name} ${dim(`(${shortId(trigger)} ${text})`)} ${what}: ${why}${made}`
      })
    ])
    .join('\n')
}

export const run: Run<typeof WHY_OPTIONS> = async ({ args, options, json }, { terminal, signal, env }) => {
  const [document = ''] = args
  const slash = document.indexOf('/')
  if (slash < 1 || slash === document.length - 1) {
    throw ERRORS.notReadable(
      'say why',
      `"${document}" names no document`,
      'Write its doctype and its id, such as io.cozy.bills/a1b2.'
    )
  }
  const why = await new RunsClient(options['admin-port'], { signal, env }).json<Why>({
    path: 'why',
    query: {
      doctype: document.slice(0, slash),
      id: document.slice(slash + 1),
      domain: options.domain
    },
    act: 'say why'
  })
  terminal.out(json ? JSON.stringify(why) : describe(printable(why), terminal))
  return EXIT.done
}
