import { cut } from './cut.js'
import { fields } from './fields.js'
import { table } from './table.js'
import type { Terminal } from './terminal.js'

/** Narrower, a column says nothing. */
const NARROWEST = 12

const GAP = 2

type Rows = readonly (readonly string[])[]

const widthsOf = (head: readonly string[], rows: Rows): number[] =>
  head.map((title, column) => Math.max(title.length, ...rows.map(row => [...(row[column] ?? '')].length)))

const without = (column: number, cells: readonly string[]): string[] => cells.toSpliced(column, 1)

const excess = (widths: readonly number[], columns: number): number =>
  widths.reduce((sum, width) => sum + width, 0) + GAP * (widths.length - 1) - columns

/** Narrows the widest columns but the first until all fit. Undefined where they can't. */
const narrowed = ([first = 0, ...widths]: readonly number[], columns: number): number[] | undefined => {
  for (let over = excess([first, ...widths], columns); over > 0; over = excess([first, ...widths], columns)) {
    const widest = Math.max(...widths)
    if (widest <= NARROWEST) return undefined
    const next = Math.max(NARROWEST, ...widths.filter(width => width < widest))
    const wide = widths.flatMap((width, column) => (width === widest ? [column] : []))
    const each = Math.ceil(over / wide.length)
    for (const column of wide) widths[column] = Math.max(next, widest - each)
  }
  return [first, ...widths]
}

/**
 * A table that fits into the terminal: the columns named `optional` go first, then the widest cells are cut, but never
 * those of the first column, which is what one types again. Where that is not enough, each row is a block of lines. In a
 * file or a pipe all is whole, and in an answer of `--json`.
 */
export const fittingTable = (
  head: readonly string[],
  rows: Rows,
  terminal: Terminal,
  optional: readonly string[] = []
): string => {
  const { room } = terminal
  const flat: Rows = rows.map(row => row.map(cell => cell.replaceAll(/\s+/g, ' ')))
  if (excess(widthsOf(head, flat), room) <= 0) return table(head, flat, terminal)
  const [left, ...more] = optional.filter(title => head.includes(title))
  if (left !== undefined) {
    const column = head.indexOf(left)
    const fewer = flat.map(row => without(column, row))
    return fittingTable(without(column, head), fewer, terminal, more)
  }
  const widths = narrowed(widthsOf(head, flat), room)
  if (!widths) {
    const block = (row: readonly string[]): string =>
      fields(
        head.map((title, column) => [title, row[column] ?? ''] as const),
        terminal
      )
    return flat.map(block).join('\n\n')
  }
  const fit = (cells: readonly string[]): string[] =>
    cells.map((cell, column) => cut(cell, widths[column] ?? 0))
  return table(fit(head), flat.map(fit), terminal)
}
