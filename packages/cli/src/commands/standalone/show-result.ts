import type { RunResult } from '@cozy-jobs/fixtures'
import { relative } from 'node:path'
import { showChanges } from '../../diff/show-changes.js'
import type { WrittenFile } from './write-files.js'
import type { Terminal } from '../../terminal/terminal.js'

interface Place {
  terminal: Terminal
  cwd: string
  all: boolean
}

// Of one doctype: more would hide how the run ended.
const SHOWN = 30

/** Shows what a run did: documents, files, notifications, the jobs that it set off, and how it ended. */
export function showResult(
  result: RunResult,
  written: readonly WrittenFile[],
  { terminal, cwd, all }: Place
): void {
  const { bold, dim } = terminal
  const { name, outcome, changes, notifications, followers } = result
  // A file is told by its name and content: the twelve fields of its document hide what else was written.
  const documents = changes.filter(({ doctype }) => doctype !== 'io.cozy.files')
  const parts = [
    documents.length > 0
      ? showChanges(documents, terminal, all ? Infinity : SHOWN)
      : dim('It wrote no document.'),
    ...section(
      bold('Files saved'),
      written.map(({ path, size, mime }) => `  ${relative(cwd, path)}  ${dim(`${size} bytes, ${mime}`)}`)
    ),
    ...section(
      bold('Notifications'),
      notifications.map(({ title, message }) => `  ${[title, message].filter(Boolean).join(': ')}`)
    ),
    ...section(
      bold('Jobs that it set off'),
      followers.map(run => `  ${run.name}  ${run.outcome.error ?? run.outcome.state}`)
    )
  ]
  terminal.out(`\n${parts.join('\n\n')}\n`)
  if (outcome.state === 'done') terminal.out(`${terminal.green('Done')}: ${name}`)
  else terminal.err(terminal.red(`Failed to run ${name}: ${outcome.error ?? 'it did not end well'}.`))
}

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length > 0 ? [[title, ...lines].join('\n')] : []
