/** A text in lines of at most `width` characters, each after `indent` spaces. */
export function wrap(text: string, width: number, indent = 0): string {
  const lines: string[] = []
  for (const paragraph of text.split('\n')) {
    let line = ''
    for (const word of paragraph.split(' ')) {
      if (line && indent + line.length + 1 + word.length > width) {
        lines.push(line)
        line = word
      } else line = line ? `${line} ${word}` : word
    }
    lines.push(line)
  }
  return lines.map(line => ' '.repeat(line ? indent : 0) + line).join('\n')
}

/** Two columns: a name, and a text that is wrapped under itself. */
export function twoColumns(rows: readonly (readonly [string, string])[], width: number, indent = 2): string {
  const left = Math.min(34, Math.max(...rows.map(([name]) => name.length)))
  const start = indent + left + 2
  return rows
    .map(([name, text]) => {
      const body = wrap(text, width, start)
      const head = ' '.repeat(indent) + name
      return name.length > left ? `${head}\n${body}` : head.padEnd(start) + body.slice(start)
    })
    .join('\n')
}
