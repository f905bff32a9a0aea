import { cut } from './cut.js'
import { table } from './table.js'
import type { Terminal } from './terminal.js'

/** Narrower, a column says nothing. */
const NARROWEST = 8

const GAP = 2

const widthsOf = (head: readonly string[], rows: readonly (readonly string[])[]): number[] =>
  head.map((title, column) => Math.max(title.length, ...rows.map(row => [...(row[column] ?? '')].length)))

/** A table that fits into the terminal: the widest cells are cut first. What must be whole is asked for with `--json`. */
export const fittingTable = (
  head: readonly string[],
  rows: readonly (readonly string[])[],
  terminal: Terminal
): string => {
  const widths = widthsOf(head, rows)
  const room = terminal.columns - GAP * (head.length - 1)
  const total = (): number => widths.reduce((sum, width) => sum + width, 0)
  while (total() > room) {
    const widest = Math.max(...widths)
    if (widest <= NARROWEST) break
    const next = Math.max(NARROWEST, ...widths.filter(width => width < widest))
    const wide = widths.flatMap((width, column) => (width === widest ? [column] : []))
    const over = Math.ceil((total() - room) / wide.length)
    for (const column of wide) widths[column] = Math.max(next, widest - over)
  }
  const fit = (cells: readonly string[]): string[] =>
    cells.map((cell, column) => cut(cell.replaceAll(/\s+/g, ' '), widths[column] ?? 0))
  return table(fit(head), rows.map(fit), terminal)
}
