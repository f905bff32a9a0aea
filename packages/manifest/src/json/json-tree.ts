import { createRequire } from 'node:module'
import type * as Jsonc from 'jsonc-parser'
import type { Node, ParseError } from 'jsonc-parser'

const require = createRequire(import.meta.url)

/** A step into JSON: the key of a member or the index of an item. */
export type Step = string | number

/** Where something stands; both from 1. */
export interface Position {
  line: number
  column: number
}

/** JSON text with the places of everything in it. */
export interface JsonTree {
  text: string
  root: Node | undefined
  /** In the order of the text. */
  errors: readonly ParseError[]
}

// Loaded when needed: an installation that is in order is read by JSON.parse alone.
const jsonc = () => require('jsonc-parser') as typeof Jsonc

/** Reads JSON as strictly as the stack does, but goes on after a mistake to find the others. */
export const readTree = (text: string): JsonTree => {
  const errors: ParseError[] = []
  // A byte order mark is refused by Go and by JSON.parse; jsonc-parser reports it as an invalid symbol.
  const root = jsonc().parseTree(text, errors, { disallowComments: true, allowTrailingComma: false })
  return { text, root, errors: errors.sort((a, b) => a.offset - b.offset) }
}

/** The node at a path. */
export const nodeAt = (tree: JsonTree, path: readonly Step[]): Node | undefined =>
  tree.root && jsonc().findNodeAtLocation(tree.root, [...path])

/** Line and column of an offset. */
export const positionOf = (text: string, offset: number): Position => {
  const before = text.slice(0, offset)
  const line = before.split('\n').length
  return { line, column: offset - before.lastIndexOf('\n') }
}

/** Where the value at a path starts, or the nearest value around it that exists. */
export const positionAt = (tree: JsonTree, path: readonly Step[]): Position => {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = nodeAt(tree, path.slice(0, length))
    if (node) return positionOf(tree.text, node.offset)
  }
  return { line: 1, column: 1 }
}

/** Where the key of the member at a path stands. */
export const keyPositionAt = (tree: JsonTree, path: readonly Step[]): Position => {
  const property = nodeAt(tree, path)?.parent
  return property?.type === 'property' ? positionOf(tree.text, property.offset) : positionAt(tree, path)
}
