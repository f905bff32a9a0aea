import { visible } from '@cozy-jobs/logging'
import { ERRORS, EXIT } from '../../errors.js'
import type { Run } from '../../registry/command.js'
import type { TREE_OPTIONS } from './command.js'
import { cozyPath } from './cozy-path.js'
import { isDirectory, type Entry } from './entry.js'
import { connectFiles, type FileClient } from './file-client.js'
import { sortedChildren } from './sorted-children.js'

interface Branch extends Entry {
  /** Of a directory that was looked into. */
  children?: Branch[]
}

interface Walk {
  files: FileClient
  act: string
  depth: number
}

const readDepth = (text: string | undefined): number => {
  if (text === undefined) return Infinity
  if (/^\d{1,4}$/.test(text) && Number(text) > 0) return Number(text)
  throw ERRORS.notReadable('draw the tree', `--depth "${text}" is no number of levels`, 'Write 1 or more.')
}

const branchOf = async (walk: Walk, entry: Entry, level = 0): Promise<Branch> => {
  if (!isDirectory(entry) || level >= walk.depth) return entry
  const children: Branch[] = []
  for (const child of await sortedChildren(walk.files, entry.id, walk.act)) {
    children.push(await branchOf(walk, child, level + 1))
  }
  return { ...entry, children }
}

const labelOf = (branch: Branch): string => visible(branch.attributes.name) + (isDirectory(branch) ? '/' : '')

function* lines({ children = [] }: Branch, indent = ''): Generator<string> {
  for (const [index, child] of children.entries()) {
    const isLast = index === children.length - 1
    yield `${indent}${isLast ? '└── ' : '├── '}${labelOf(child)}`
    yield* lines(child, indent + (isLast ? '    ' : '│   '))
  }
}

interface Shown {
  id: string
  name: string
  type: string
  size?: string
  children?: Shown[]
}

const shown = ({ id, attributes: { name, type, size }, children }: Branch): Shown => ({
  id,
  name,
  type,
  ...(size !== undefined && { size }),
  ...(children && { children: children.map(shown) })
})

export const run: Run<typeof TREE_OPTIONS> = async ({ args, options, json }, context) => {
  const [typed = '/'] = args
  const act = `list ${typed}`
  const path = cozyPath(typed, act)
  const depth = readDepth(options.depth)
  const files = await connectFiles(options, context, ':GET')
  const tree = await branchOf({ files, act, depth }, await files.need(path, act))
  const { terminal } = context
  if (json) terminal.out(JSON.stringify(shown(tree)))
  else {
    terminal.out(terminal.bold(visible(path)))
    for (const line of lines(tree)) terminal.out(line)
  }
  return EXIT.done
}
