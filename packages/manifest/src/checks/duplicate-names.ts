import type { Node } from 'jsonc-parser'
import type { Step } from '../json/json-tree.js'
import type { Check, Finding } from './check.js'

const keyOf = (property: Node): string => String(property.children?.[0]?.value)

const duplicatesIn = (node: Node, path: readonly Step[]): Finding[] => {
  const children = node.children ?? []
  if (node.type === 'array') return children.flatMap((item, index) => duplicatesIn(item, [...path, index]))
  if (node.type !== 'object') return []
  const names = children.map(keyOf)
  const twice = new Set(names.filter((name, index) => names.indexOf(name) !== index))
  return [
    ...[...twice].map((name): Finding => ({
      code: 'attribute-duplicate',
      path: [...path, name],
      at: 'key',
      message: `"${name}" stands ${names.filter(other => other === name).length} times in one object, and only the last one counts`,
      advice: 'Keep one of them.'
    })),
    ...children.flatMap(property => {
      const value = property.children?.[1]
      return value ? duplicatesIn(value, [...path, keyOf(property)]) : []
    })
  ]
}

/** Attributes that stand twice in one object. */
export const checkDuplicates: Check = ({ tree }) => (tree.root ? duplicatesIn(tree.root, []) : [])
