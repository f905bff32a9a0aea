import type { TrafficReport } from '@cozy-jobs/fixtures'
import { relative } from 'node:path'
import type { Terminal } from '../../terminal/terminal.js'

const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`

/** Where the recording is that was made, or how much of one was asked for. */
export const showTraffic = (
  report: TrafficReport | undefined,
  { terminal, cwd }: { terminal: Terminal; cwd: string }
): void => {
  if (!report || report.mode === 'observe') return
  const file = relative(cwd, report.file ?? '')
  if (report.mode === 'record') {
    terminal.err(
      `Recorded ${counted(report.requests, 'request')} in ${file}, secrets masked. --replay runs on it.`
    )
    return
  }
  const left = report.unused.length > 0 ? `; ${report.unused.length} of it were not made` : ''
  terminal.err(terminal.dim(`${file} answered ${counted(report.requests, 'request')}${left}.`))
}
