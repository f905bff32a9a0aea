import type { Terminal } from './terminal.js'

/** Rows under a head, each column as wide as its widest cell; the last one is not padded. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  { bold }: Terminal
): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map(row => row[column]?.length ?? 0))
  )
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  return [bold(line(head)), ...rows.map(line)].join('\n')
}
