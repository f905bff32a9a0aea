import { visible } from '@cozy-jobs/logging'
import { fittingTable } from '../../terminal/fitting-table.js'
import type { Terminal } from '../../terminal/terminal.js'
import type { ImportCount } from './import-documents.js'

/** What an import did. */
export interface ImportReport {
  /** By doctype. */
  documents: Record<string, ImportCount>
  files?: ImportCount
  /** Doctypes that only the stack itself writes. */
  skipped: string[]
  /** Documents in which secrets are masked. */
  masked: number
}

/** Ids that are named; the rest is counted. */
const NAMED = 5

const namesOf = (ids: readonly string[]): string =>
  ids.length > NAMED ? `${ids.slice(0, NAMED).join(', ')} and ${ids.length - NAMED} more` : ids.join(', ')

const rowOf = (name: string, { created, replaced, unchanged, conflicts, refused }: ImportCount): string[] => [
  name,
  ...[created, replaced, unchanged, conflicts.length + refused.length].map(String)
]

/** Shows it as a table, with what went wrong below. */
export const showImport = (report: ImportReport, json: boolean, terminal: Terminal): void => {
  if (json) return terminal.out(JSON.stringify(report))
  const { documents, files, skipped, masked } = report
  const counts: [string, ImportCount][] = [
    ...Object.entries(documents),
    ...(files ? [['files', files] as [string, ImportCount]] : [])
  ]
  if (counts.length === 0) terminal.out('There was nothing to import.')
  else {
    const rows = counts.map(([name, count]) => rowOf(name, count))
    terminal.out(fittingTable(['what', 'created', 'replaced', 'same', 'left'], rows, terminal))
  }
  const warn = (text: string): void => terminal.err(terminal.yellow(visible(text)))
  for (const [name, { conflicts, refused }] of counts) {
    if (conflicts.length > 0) warn(`${name}: there already, and different: ${namesOf(conflicts)}.`)
    for (const { id, reason } of refused.slice(0, NAMED)) warn(`${name}: ${id} was refused: ${reason}.`)
  }
  if (skipped.length > 0) warn(`Only the stack itself writes ${skipped.join(', ')}: left out.`)
  if (masked > 0) warn(`${masked} documents hold masked secrets: type those in again.`)
}
