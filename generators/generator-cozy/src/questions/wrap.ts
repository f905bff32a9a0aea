/** A text in lines of at most so many characters; a word or quoted text that is longer has a line of its own. */
export const wrap = (text: string, width: number): string[] => {
  const lines: string[] = []
  let line = ''
  for (const word of text.match(/"[^"]*"\S*|\S+/g) ?? []) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && longer.length > width) {
      lines.push(line)
      line = word
    } else line = longer
  }
  return [...lines, line]
}

/** Rows of a name and what is to be said of it: two columns, in which the second hangs where it takes more lines. */
export const inColumns = (rows: readonly (readonly [string, string])[], columns: number): string[] => {
  const left = Math.max(...rows.map(([name]) => name.length)) + 4
  const lines: string[] = []
  for (const [name, text] of rows) {
    const [first = '', ...others] = wrap(text, Math.max(columns - left, MIN_WIDTH))
    lines.push(`  ${name}`.padEnd(left) + first, ...others.map(line => ' '.repeat(left) + line))
  }
  return lines
}

/** Where a terminal is that narrow, its own breaks do less harm than a word a line. */
const MIN_WIDTH = 20
