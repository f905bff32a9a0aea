import type { AnyNode, ObjectExpression } from 'acorn'
import { visitAround, type BuiltProgram } from './program.js'

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
export const notificationCategories = (program: BuiltProgram): string[] => {
  const found = new Set<string>()
  let sends = false
  visitAround(program, '/notifications', node => {
    if (node.type === 'Literal' && node.value === '/notifications') sends = true
  })
  if (!sends) return []
  visitAround(program, 'category', node => {
    if (node.type !== 'ObjectExpression') return
    const members = membersOf(node)
    const category = members.get('category')
    if (category?.type !== 'Literal' || typeof category.value !== 'string') return
    if (BESIDE.some(name => members.has(name))) found.add(category.value)
  })
  return [...found].sort()
}
