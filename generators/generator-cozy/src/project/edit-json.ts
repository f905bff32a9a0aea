import { findNodeAtLocation, parseTree, type Node } from 'jsonc-parser'
import { toJson } from './package-json.js'

const lineIndent = (text: string, offset: number): string =>
  /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', offset - 1) + 1))?.[0] ?? ''

const indented = (value: unknown, indent: string): string =>
  toJson(value).trimEnd().replaceAll('\n', `\n${indent}`)

const insertMember = (text: string, parent: Node, name: string, value: unknown): string => {
  const { children = [], offset, length } = parent
  const outer = lineIndent(text, offset)
  const last = children.at(-1)
  const first = children[0]
  const inner =
    first && lineIndent(text, first.offset) !== outer ? lineIndent(text, first.offset) : `${outer}  `
  const member = `\n${inner}${JSON.stringify(name)}: ${indented(value, inner)}`
  if (!last) return `${text.slice(0, offset)}{${member}\n${outer}}${text.slice(offset + length)}`
  const end = last.offset + last.length
  return `${text.slice(0, end)},${member}${text.slice(end)}`
}

/** Sets a member of a JSON text; all other lines stay as they were written. Objects on its way are made. */
export const setInJson = (text: string, path: readonly string[], value: unknown): string => {
  const tree = parseTree(text)
  const node = tree && findNodeAtLocation(tree, [...path])
  if (node) {
    const json = indented(value, lineIndent(text, node.offset))
    return `${text.slice(0, node.offset)}${json}${text.slice(node.offset + node.length)}`
  }
  const [name = '', ...above] = [...path].reverse()
  above.reverse()
  const parent = tree && findNodeAtLocation(tree, above)
  if (parent?.type === 'object') return insertMember(text, parent, name, value)
  return above.length === 0 ? text : setInJson(text, above, { [name]: value })
}
