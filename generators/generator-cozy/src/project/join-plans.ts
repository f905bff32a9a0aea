import { relative, sep } from 'node:path'
import type { Plan } from './plan.js'

/** One plan of two: the second, whose folder lies in that of the first, may only add files. */
export const joinPlans = (first: Plan, second: Plan): Plan => {
  const below = relative(first.folder, second.folder).split(sep).join('/')
  const moved = Object.entries(second.files).map(
    ([path, content]) => [below === '' ? path : `${below}/${path}`, content] as const
  )
  return {
    ...first,
    files: { ...first.files, ...Object.fromEntries(moved) },
    // Both install.
    commands: [...new Set([...(first.commands ?? []), ...(second.commands ?? [])])],
    next: [...first.next, ...second.next]
  }
}
