import { EXIT } from '../../errors.js'
import { printable } from '../../http/printable.js'
import { RunsClient } from '../../http/runs-client.js'
import type { Run } from '../../registry/command.js'
import type { Terminal } from '../../terminal/terminal.js'
import type { LOGS_OPTIONS } from './command.js'
import { shortId } from './words.js'

interface Line {
  run: string
  name: string
  at: string
  type: string
  message: string
}

/** Says the day in front of a line where it is another than that of the line before, or than today's at first. */
const dayTeller = (): ((line: Line) => string) => {
  let day = new Date().toISOString().slice(0, 10)
  return ({ at }) => {
    if (at.startsWith(day)) return ''
    day = at.slice(0, 10)
    return `${day}\n`
  }
}

const lineText = ({ run, name, at, type, message }: Line, { dim, red, yellow }: Terminal): string => {
  const level = type.padEnd(8)
  const shown = /^(?:error|critical)/.test(type) ? red(level) : type === 'warning' ? yellow(level) : level
  return `${dim(at.slice(11, 23))} ${shown} ${name} ${shortId(run)}: ${message.replaceAll('\n', '\n  ')}`
}

export const run: Run<typeof LOGS_OPTIONS> = async ({ args, options, json }, { terminal, signal, env }) => {
  const [id] = args
  const client = new RunsClient(options['admin-port'], { signal, env })
  const request = { path: 'logs', query: { run: id }, act: id ? `show the log of ${id}` : 'show the logs' }
  const dayOf = dayTeller()
  const show = (line: Line): void =>
    terminal.out(
      json ? JSON.stringify(line) : terminal.bold(dayOf(line)) + lineText(printable(line), terminal)
    )
  if (!options.follow) {
    const { lines } = await client.json<{ lines: Line[] }>(request)
    for (const line of lines) show(line)
    return EXIT.done
  }
  try {
    for await (const line of client.lines<Line>({
      ...request,
      query: { ...request.query, follow: 'true' }
    })) {
      show(line)
    }
  } catch (error) {
    // Ctrl-C is how one leaves it.
    if (!signal.aborted) throw error
  }
  return EXIT.done
}
