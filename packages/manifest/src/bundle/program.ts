import type * as Acorn from 'acorn'
import type { AnyNode, Program } from 'acorn'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

/** A built file: its text and its syntax tree. */
export interface BuiltProgram {
  text: string
  tree: Program
}

/** A node and the nodes around it, the nearest last. */
export type Visit = (node: AnyNode, around: readonly AnyNode[]) => void

/**
 * Reads a built file, whether it was bundled as a script or as a module.
 *
 * @throws SyntaxError where it is no JavaScript
 */
export const parseProgram = (text: string): BuiltProgram => {
  const { parse } = require('acorn') as typeof Acorn
  const options = { ecmaVersion: 'latest', allowHashBang: true } as const
  try {
    return { text, tree: parse(text, { ...options, sourceType: 'script', allowReturnOutsideFunction: true }) }
  } catch {
    return { text, tree: parse(text, { ...options, sourceType: 'module' }) }
  }
}

const isNode = (value: unknown): value is AnyNode =>
  typeof value === 'object' && value !== null && typeof (value as AnyNode).type === 'string'

const innerNodes = (node: AnyNode): AnyNode[] => (Object.values(node) as unknown[]).flat().filter(isNode)

/** The first of the sorted offsets that is not before this one. */
const firstFrom = (offsets: readonly number[], offset: number): number | undefined => {
  let [low, high] = [0, offsets.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (offsets[middle]! < offset) low = middle + 1
    else high = middle
  }
  return offsets[low]
}

const offsetsOf = (text: string, piece: string): number[] => {
  const found: number[] = []
  for (let at = text.indexOf(piece); at !== -1; at = text.indexOf(piece, at + 1)) found.push(at)
  return found
}

/**
 * Visits the nodes in whose text a piece stands: of a megabyte of libraries, the few that matter. The code of a bundle
 * may nest deeper than a call stack, so the walk keeps its own.
 */
export const visitAround = ({ text, tree }: BuiltProgram, piece: string, visit: Visit): void => {
  const offsets = offsetsOf(text, piece)
  const open: { node: AnyNode; around: readonly AnyNode[] }[] = [{ node: tree, around: [] }]
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, around } = next
    if ((firstFrom(offsets, node.start) ?? Infinity) >= node.end) continue
    visit(node, around)
    // Three levels are enough for what is asked: an argument, its call, what is done with the answer.
    const inside = [...around.slice(-2), node]
    for (const inner of innerNodes(node)) open.push({ node: inner, around: inside })
  }
}
