import { createTwoFilesPatch } from 'diff'
import type { Plan } from './plan.js'

/** Lines of a file that are shown; a recording is longer. */
const MOST_LINES = 200

const isText = (content: string | Uint8Array): boolean =>
  typeof content === 'string' || !Buffer.from(content).includes(0)

const patch = (
  path: string,
  before: string | Uint8Array,
  after: string | Uint8Array,
  kind: string
): string[] => {
  if (!isText(before) || !isText(after)) return [`${kind} ${path}: no text`]
  const [old, fresh] = [before, after].map(content => Buffer.from(content as Uint8Array).toString())
  const from = kind === 'new' ? '/dev/null' : `a/${path}`
  const to = kind === 'removed' ? '/dev/null' : `b/${path}`
  const lines = createTwoFilesPatch(from, to, old ?? '', fresh ?? '', undefined, undefined, { context: 3 })
    .split('\n')
    // A line of `=` that says nothing.
    .slice(1)
  if (lines.at(-1) === '') lines.pop()
  const more = lines.length - MOST_LINES
  return more > 0 ? [...lines.slice(0, MOST_LINES), `… and ${String(more)} lines more`] : lines
}

/** What a plan would change, as git shows it. */
export const showDiff = ({ files, changes = {}, removals = {} }: Plan): string[] => [
  ...Object.keys(removals)
    .sort()
    .flatMap(path => patch(path, removals[path]?.before ?? '', '', 'removed')),
  ...Object.keys(changes)
    .sort()
    .flatMap(path => patch(path, changes[path]?.before ?? '', changes[path]?.after ?? '', 'changed')),
  ...Object.keys(files)
    .sort()
    .flatMap(path => patch(path, '', files[path] ?? '', 'new'))
]
