import { diff3Merge } from 'node-diff3'

/** What became of one file. */
export interface Merged<Content = string> {
  content: Content
  /** Whether both have changed the same place: it is marked there. */
  hasConflict: boolean
}

const linesOf = (text: string): string[] => text.split('\n')

/** Whether a text still holds the marks of an earlier conflict. */
export const isMarked = (text: string): boolean => /^(<{7} |>{7} )/m.test(text)

/**
 * Merges two changes of a text by lines. Where both have changed the same lines differently, both stand there between
 * marks, as git writes them.
 */
export const mergeLines = (base: string, yours: string, template: string, label: string): Merged => {
  let hasConflict = false
  const lines = diff3Merge(linesOf(yours), linesOf(base), linesOf(template), {
    excludeFalseConflicts: true
  }).flatMap(region => {
    if (region.ok) return region.ok
    hasConflict = true
    const { a = [], b = [] } = region.conflict ?? {}
    return ['<<<<<<< yours', ...a, '=======', ...b, `>>>>>>> ${label}`]
  })
  return { content: lines.join('\n'), hasConflict }
}
