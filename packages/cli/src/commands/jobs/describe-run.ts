import { twoColumns } from '../../help/wrap.js'
import type { Terminal } from '../../terminal/terminal.js'
import type { WholeRun } from './run.js'
import { causeText, dateText, durationText, memoryText } from './words.js'

const head = (run: WholeRun): [string, string][] => {
  const { cause, trigger } = run
  const times = run.executions > 1 ? ` (${run.executions} executions)` : ''
  return [
    ['why', causeText(run)],
    ...(cause.trigger === undefined
      ? []
      : [
          [
            'trigger',
            [cause.trigger, trigger && `${trigger.type} ${trigger.arguments}`.trim()]
              .filter(Boolean)
              .join('  ')
          ] as [string, string]
        ]),
    ['queued', dateText(run.queuedAt)],
    ...(run.startedAt ? [['started', dateText(run.startedAt)] as [string, string]] : []),
    ...(run.finishedAt
      ? [
          ['ended', `${dateText(run.finishedAt)}, after ${durationText(run.duration)}${times}`] as [
            string,
            string
          ]
        ]
      : []),
    ...(run.peakMemory === undefined ? [] : [['memory', memoryText(run.peakMemory)] as [string, string]]),
    ...(run.error === undefined ? [] : [['error', run.error] as [string, string]])
  ]
}

const inputLines = ({ input }: WholeRun): string[] => {
  const { changed, ...parts } = input
  const lines = Object.entries(parts).map(
    ([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`
  )
  if (changed === 'masked') lines.push('Secrets are not kept: *** stands for them.')
  if (changed === 'too_large') lines.push('Its event and payload were too large to be kept.')
  return lines
}

const more = (left: number, what: string): string[] =>
  left > 0 ? [`… and ${left} ${what} that are not kept`] : []

/** All that is kept of a run, in parts for a person. */
export const describeRun = (run: WholeRun, terminal: Terminal): string => {
  const { bold, red, yellow, dim, columns } = terminal
  const part = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', bold(title), ...lines.map(line => `  ${line.replaceAll('\n', '\n  ')}`)]
  const state = run.state === 'errored' ? red(run.state) : run.state
  return [
    `${bold(run.name)} ${run.id}  ${state}`,
    twoColumns(head(run), columns),
    ...part(
      'Warnings',
      run.warnings.map(warning => yellow(warning))
    ),
    ...part('Input', inputLines(run)),
    ...part(
      'Environment',
      Object.entries(run.environment ?? {}).map(([name, value]) => `${name}=${value}`)
    ),
    ...part('Log', [
      ...run.log.map(({ at, type, message }) => `${dim(at.slice(11, 23))} ${type.padEnd(8)} ${message}`),
      ...more(run.left.log, 'lines')
    ]),
    ...part('Requests', [
      ...run.requests.map(
        ({ method, path, status, duration }) =>
          `${method.padEnd(6)} ${path}  ${status}  ${durationText(duration)}`
      ),
      ...more(run.left.requests, 'requests')
    ]),
    ...part('Written', [
      ...run.writes.map(
        ({ verb, doctype, id, rev, name }) =>
          `${verb.toLowerCase()} ${doctype}/${id}${name === undefined ? '' : ` "${name}"`} at ${rev}`
      ),
      ...more(run.left.writes, 'writes')
    ])
  ].join('\n')
}
