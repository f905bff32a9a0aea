import type { AnyNode } from 'acorn'
import { visitAround, type BuiltProgram } from './program.js'

/** A text in the code. `goesOn` tells that code puts something behind it. */
export interface CodeString {
  text: string
  /** Where it starts in the file. */
  offset: number
  goesOn: boolean
}

const isLiteralText = (node: AnyNode): boolean =>
  (node.type === 'Literal' && typeof node.value === 'string') ||
  (node.type === 'TemplateLiteral' && node.expressions.length === 0)

const isLeftOfPlus = (node: AnyNode, parent: AnyNode | undefined): boolean =>
  parent?.type === 'BinaryExpression' && parent.operator === '+' && parent.left === node

// In `"a" + x` the text goes on; so it does in `x + "a" + y`, where it is the right end of what is left of the plus.
const isGoingOn = (node: AnyNode, around: readonly AnyNode[]): boolean => {
  const parent = around.at(-1)
  const above = around.at(-2)
  if (isLeftOfPlus(node, parent)) return true
  if (isConcat(node, around)) return true
  return (
    parent?.type === 'BinaryExpression' &&
    parent.operator === '+' &&
    parent.right === node &&
    isLeftOfPlus(parent, above)
  )
}

// swc writes templates for older targets as "a".concat(x).
const isConcat = (node: AnyNode, around: readonly AnyNode[]): boolean => {
  const parent = around.at(-1)
  return (
    parent?.type === 'MemberExpression' &&
    parent.object === node &&
    parent.property.type === 'Identifier' &&
    parent.property.name === 'concat' &&
    around.at(-2)?.type === 'CallExpression'
  )
}

const codeString = (node: AnyNode, text: string, goesOn: boolean): CodeString => ({
  text,
  offset: node.start,
  goesOn
})

/** The texts in a program's code that hold a piece: no comments, no regular expressions. */
export const stringsWith = (piece: string, program: BuiltProgram): CodeString[] => {
  const found: CodeString[] = []
  visitAround(program, piece, (node, around) => {
    if (node.type === 'Literal' && typeof node.value === 'string') {
      found.push(codeString(node, node.value, isGoingOn(node, around)))
    }
    if (node.type !== 'TemplateLiteral') return
    for (const quasi of node.quasis) {
      const goesOn = quasi.tail ? isLiteralText(node) && isGoingOn(node, around) : true
      found.push(codeString(quasi, quasi.value.cooked ?? quasi.value.raw, goesOn))
    }
  })
  return found
}
