import { createRequire } from 'node:module'
import type { AnyNode, Program } from 'acorn'

const require = createRequire(import.meta.url)

/** A node and the nodes around it, the nearest last. */
export type Visit = (node: AnyNode, around: readonly AnyNode[]) => void

/**
 * The syntax tree of a built file, whether it was bundled as a script or as a module.
 *
 * @throws SyntaxError where it is no JavaScript
 */
export const parseProgram = (text: string): Program => {
  const { parse } = require('acorn') as typeof import('acorn')
  const options = { ecmaVersion: 'latest', locations: true, allowHashBang: true } as const
  try {
    return parse(text, { ...options, sourceType: 'script', allowReturnOutsideFunction: true })
  } catch {
    return parse(text, { ...options, sourceType: 'module' })
  }
}

const isNode = (value: unknown): value is AnyNode =>
  typeof value === 'object' && value !== null && typeof (value as AnyNode).type === 'string'

const innerNodes = (node: AnyNode): AnyNode[] => (Object.values(node) as unknown[]).flat().filter(isNode)

/** Visits all nodes of a tree. A minified bundle nests deeper than a call stack: the walk keeps its own. */
export const visitAll = (program: Program, visit: Visit): void => {
  const open: { node: AnyNode; around: readonly AnyNode[] }[] = [{ node: program, around: [] }]
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, around } = next
    visit(node, around)
    // Three levels are enough for what is asked: an argument, its call, what is done with the answer.
    const inside = [...around.slice(-2), node]
    for (const inner of innerNodes(node)) open.push({ node: inner, around: inside })
  }
}
