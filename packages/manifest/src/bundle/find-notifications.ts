import type { AnyNode, ObjectExpression, Program } from 'acorn'
import { visitAll } from './program.js'

/** Attributes that only the body of a notification has beside its category. */
const BESIDE = ['title', 'message', 'preferred_channels', 'category_id', 'at']

const nameOf = (key: AnyNode): string | undefined => {
  if (key.type === 'Identifier') return key.name
  return key.type === 'Literal' ? String(key.value) : undefined
}

const membersOf = (object: ObjectExpression): Map<string | undefined, AnyNode> =>
  new Map(
    object.properties.flatMap(property =>
      property.type === 'Property' ? [[nameOf(property.key), property.value] as const] : []
    )
  )

/** The categories of the notifications that a program sends, where they stand in the code as they are. */
export const notificationCategories = (program: Program): string[] => {
  const found = new Set<string>()
  let sends = false
  visitAll(program, node => {
    if (node.type === 'Literal' && node.value === '/notifications') sends = true
    if (node.type !== 'ObjectExpression') return
    const members = membersOf(node)
    const category = members.get('category')
    if (category?.type !== 'Literal' || typeof category.value !== 'string') return
    if (BESIDE.some(name => members.has(name))) found.add(category.value)
  })
  return sends ? [...found].sort() : []
}
