import { visible } from '@cozy-jobs/logging'
import { fittingTable } from '../../terminal/fitting-table.js'
import type { Terminal } from '../../terminal/terminal.js'
import { valueAt, type Document } from './document.js'

/** Beside the id; more do not fit on a terminal. */
const COLUMNS = 4

const isPlain = (value: unknown): boolean => value !== null && typeof value !== 'object'

/** The fields that most documents have, in the order in which they stand there. */
const columnsOf = (docs: readonly Document[]): string[] => {
  const counts = new Map<string, number>()
  for (const doc of docs) {
    for (const [name, value] of Object.entries(doc)) {
      if (!name.startsWith('_') && isPlain(value)) counts.set(name, (counts.get(name) ?? 0) + 1)
    }
  }
  const most = [...counts].sort(([, one], [, other]) => other - one).slice(0, COLUMNS)
  return [...counts.keys()].filter(name => most.some(([each]) => each === name))
}

const textOf = (value: unknown): string => {
  if (value === undefined) return ''
  return visible(typeof value === 'string' ? value : JSON.stringify(value))
}

/** Documents, one a line: the fields that were asked for, or those that most of them have. */
export const documentTable = (
  docs: readonly Document[],
  fields: readonly string[] | undefined,
  terminal: Terminal
): string => {
  const columns = fields ?? ['_id', ...columnsOf(docs)]
  const rows = docs.map(doc => columns.map(column => textOf(valueAt(doc, column))))
  return fittingTable(columns, rows, terminal)
}
