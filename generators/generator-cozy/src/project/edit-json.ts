import { findNodeAtLocation, parseTree, type Node } from 'jsonc-parser'
import { toJson } from './package-json.js'

const lineIndent = (text: string, offset: number): string =>
  /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', offset - 1) + 1))?.[0] ?? ''

/** How the file's lines are indented and end, of which the first indented one tells. */
interface Style {
  unit: string
  end: string
}

const styleOf = (text: string): Style => ({
  unit: /^[[{]\s*?\n([ \t]+)\S/.exec(text)?.[1] ?? '  ',
  end: text.includes('\r\n') ? '\r\n' : '\n'
})

const indented = (value: unknown, indent: string, { unit, end }: Style): string =>
  toJson(value)
    .trimEnd()
    .split('\n')
    .map(line => line.replace(/^( {2})+/, spaces => unit.repeat(spaces.length / 2)))
    .join(`${end}${indent}`)

const insertMember = (text: string, parent: Node, name: string, value: unknown): string => {
  const { children = [], offset, length } = parent
  const outer = lineIndent(text, offset)
  const last = children.at(-1)
  const first = children[0]
  const style = styleOf(text)
  const inner =
    first && lineIndent(text, first.offset) !== outer
      ? lineIndent(text, first.offset)
      : `${outer}${style.unit}`
  const member = `${style.end}${inner}${JSON.stringify(name)}: ${indented(value, inner, style)}`
  if (!last) return `${text.slice(0, offset)}{${member}${style.end}${outer}}${text.slice(offset + length)}`
  const end = last.offset + last.length
  return `${text.slice(0, end)},${member}${text.slice(end)}`
}

/** Sets a member of a JSON text; all other lines stay as they were written. Objects on its way are made. */
export const setInJson = (text: string, path: readonly string[], value: unknown): string => {
  const tree = parseTree(text)
  const node = tree && findNodeAtLocation(tree, [...path])
  if (node) {
    const json = indented(value, lineIndent(text, node.offset), styleOf(text))
    return `${text.slice(0, node.offset)}${json}${text.slice(node.offset + node.length)}`
  }
  const [name = '', ...above] = [...path].reverse()
  above.reverse()
  const parent = tree && findNodeAtLocation(tree, above)
  if (parent?.type === 'object') return insertMember(text, parent, name, value)
  return above.length === 0 ? text : setInJson(text, above, { [name]: value })
}
