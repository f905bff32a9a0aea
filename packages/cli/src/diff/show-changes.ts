import type { DocumentChange } from '@cozy-jobs/fixtures'
import type { Terminal } from '../terminal/terminal.js'
import { diffDocuments, type DiffLine } from './diff-documents.js'

const SIGNS = { created: '+', updated: '~', deleted: '-' } as const
const TITLES = ['label', 'name', 'title', 'filename', 'vendor', 'subject']

/** The changes by doctype, each document with its differences; at most `limit` documents of a doctype. */
export function showChanges(
  changes: readonly DocumentChange[],
  terminal: Terminal,
  limit = Infinity
): string {
  return [...byDoctype(changes)]
    .map(([doctype, list]) => showDoctype(doctype, list, terminal, limit))
    .join('\n\n')
}

// Map.groupBy came with Node 21.
function byDoctype(changes: readonly DocumentChange[]): Map<string, DocumentChange[]> {
  const groups = new Map<string, DocumentChange[]>()
  for (const change of changes) groups.set(change.doctype, [...(groups.get(change.doctype) ?? []), change])
  return groups
}

function showDoctype(
  doctype: string,
  list: readonly DocumentChange[],
  terminal: Terminal,
  limit: number
): string {
  const { bold, dim } = terminal
  const counts = (['created', 'updated', 'deleted'] as const)
    .map(verb => [list.filter(change => change.verb === verb).length, verb] as const)
    .filter(([count]) => count > 0)
    .map(([count, verb]) => `${count} ${verb}`)
  const left = list.length - limit
  return [
    `${bold(doctype)}  ${dim(counts.join(', '))}`,
    ...list.slice(0, limit).map(change => showDocument(change, terminal)),
    ...(left > 0 ? [dim(`  … and ${left} more: add --all`)] : [])
  ].join('\n')
}

/** One document with its differences. */
export function showDocument({ id, verb, before, after }: DocumentChange, terminal: Terminal): string {
  const paint = { created: terminal.green, updated: terminal.yellow, deleted: terminal.red }[verb]
  const title = TITLES.map(name => (after ?? before)?.[name]).find(
    (value): value is string => typeof value === 'string' && value !== ''
  )
  const head = paint(`  ${SIGNS[verb]} ${title ?? id}`)
  // What was deleted is told by its name: its values are of no more use.
  const lines = verb === 'deleted' ? [] : diffDocuments(before, after)
  const width = Math.max(0, ...lines.map(({ path }) => path.length))
  return [
    title === undefined ? head : `${head} ${terminal.dim(id)}`,
    ...lines.map(line => showLine(line, width, terminal))
  ].join('\n')
}

function showLine({ sign, path, value }: DiffLine, width: number, { columns, green, red }: Terminal): string {
  const text = `      ${sign} ${path.padEnd(width)}  ${value}`
  const cut = text.length > columns ? `${text.slice(0, columns - 1)}…` : text
  return sign === '+' ? green(cut) : red(cut)
}
