import type { DocumentChange, RunResult } from '@cozy-jobs/fixtures'
import { relative } from 'node:path'
import { table } from '../../terminal/table.js'
import type { Terminal } from '../../terminal/terminal.js'
import type { WrittenFile } from './write-files.js'

interface Place {
  terminal: Terminal
  cwd: string
  out: string
}

const VERBS = ['created', 'updated', 'deleted'] as const

/** By doctype, how many documents are not as before. */
export const summaryRows = (changes: readonly DocumentChange[]): string[][] =>
  [...new Set(changes.map(({ doctype }) => doctype))].sort().map(doctype => {
    const own = changes.filter(change => change.doctype === doctype)
    return [doctype, ...VERBS.map(verb => String(own.filter(change => change.verb === verb).length))]
  })

/** What a run of a konnector has done, all in all. */
export function showSummary(
  { name, outcome, changes, notifications, followers }: RunResult,
  written: readonly WrittenFile[],
  { terminal, cwd, out }: Place
): void {
  const rows = summaryRows(changes)
  terminal.out('')
  terminal.out(
    rows.length === 0 ? terminal.dim('It wrote no document.') : table(['doctype', ...VERBS], rows, terminal)
  )
  if (written.length > 0) {
    const masked = written.filter(file => file.masked).length
    const note = masked > 0 ? `, ${masked} with secrets masked` : ''
    const files = written.length === 1 ? '1 file is' : `${written.length} files are`
    terminal.out(`${files} in ${relative(cwd, out) || '.'}${note}`)
  }
  for (const { title, message } of notifications)
    terminal.out(`Notification: ${[title, message].filter(Boolean).join(': ')}`)
  for (const run of followers)
    terminal.out(`It set off ${run.name}: ${run.outcome.error ?? run.outcome.state}`)
  if (outcome.state === 'done') terminal.out(`\n${terminal.green('Done')}: ${name}`)
  else terminal.err(terminal.red(`Failed to run ${name}: ${outcome.error ?? 'it did not end well'}.`))
}
