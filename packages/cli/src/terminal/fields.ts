import { wrap } from '../help/wrap.js'
import type { Terminal } from './terminal.js'

/** Names and values, a line each; a long value is wrapped under itself, or below its name on a narrow terminal. */
export const fields = (rows: readonly (readonly [string, string])[], { bold, columns }: Terminal): string => {
  const left = Math.max(0, ...rows.map(([name]) => name.length))
  const below = left + 2 > columns / 2
  return rows
    .map(([name, text]) => {
      const indent = below ? 2 : left + 2
      const body = wrap(text, columns, indent)
      return below ? `${bold(name)}\n${body}` : `${bold(name.padEnd(left))}  ${body.slice(indent)}`
    })
    .join('\n')
}
